"""A file's MD5 checksum, as it lies beside it: `pubmed26n0001.xml.gz.md5` tells how the file must read."""

from __future__ import annotations

import hashlib
import os
import re
from typing import IO

from claimgraph.errors import UnreadableSource

ENDING = ".md5"
_MOST_BYTES = 65_536  # of a checksum file
# The lines of openssl and BSD, "MD5(name)= digest", and of md5sum, "digest  name"; or the digest alone.
_LINE = re.compile(
    r"MD5 ?\((?P<named>.+)\) ?= ?(?P<digest>[0-9a-f]{32})|\\?(?P<sum>[0-9a-f]{32})(?: [ *](?P<of>.+))?",
    re.IGNORECASE,
)


def told_md5(text: str, *, name: str) -> str | None:
    """Give the digest that a checksum file tells of the file of that name, None where it tells none.

    >>> told_md5("MD5(a.gz)= D41D8CD98F00B204E9800998ECF8427E", name="a.gz")
    'd41d8cd98f00b204e9800998ecf8427e'
    >>> told_md5("d41d8cd98f00b204e9800998ecf8427e *b.gz", name="a.gz")
    """
    for line in text.splitlines():
        if found := _LINE.fullmatch(line.strip()):
            of = found["named"] or found["of"]
            if of is None or os.path.basename(of.strip()) == name:
                return (found["digest"] or found["sum"]).lower()
    return None


class Summed:
    """Bytes of a file that has a checksum beside it; `read` raises `UnreadableSource` at the end if it is wrong."""

    def __init__(self, handle: IO[bytes], *, path: str) -> None:
        self._handle = handle
        self._path = path
        self._told = _beside(path)
        self._sum = hashlib.md5(usedforsecurity=False)

    def read(self, size: int, /) -> bytes:
        """Give the next bytes; none at the end, if the checksum is right."""
        chunk = self._handle.read(size)
        self._sum.update(chunk)
        if not chunk and size and self._sum.hexdigest() != self._told:
            raise UnreadableSource(
                f"its MD5 checksum is not the one in {os.path.basename(self._path)}{ENDING}"
                " (damaged, cut short, or not the same version)",
                path=self._path,
            )
        return chunk


def has_checksum(path: str) -> bool:
    """Whether a checksum lies beside a file."""
    return os.path.isfile(f"{path}{ENDING}")


def _beside(path: str) -> str:
    place = f"{path}{ENDING}"
    try:
        with open(place, "rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8", "replace")
    except OSError as error:
        raise UnreadableSource(
            f"its checksum {place} can't be read: {error.strerror or error}", path=path
        ) from None
    told = told_md5(text, name=os.path.basename(path))
    if told is None:
        raise UnreadableSource(
            f"{os.path.basename(place)} holds no MD5 checksum of it (cut short?)", path=path
        )
    return told
