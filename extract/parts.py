"""Parts: what a cluster's workers leave of each slice of documents, in a folder that all its machines see.

A part is the worker's packed answer, compressed, under a name that tells all that it rests on: the documents as they
were read, and the versions of the pipeline. So whatever part is there may be used, by whichever run made it.
"""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from claimgraph.extract.batch_work import Answer, decode_answer, encode_answer
from claimgraph.whole_file import open_whole

ENDING = ".part"
_LEVEL = 1  # of compression: more costs time that no disk gives back


def part_name(documents: Sequence[bytes], *, pipeline: str) -> str:
    """Name of the part of these documents, packed one by one, and of the pipeline of that title.

    >>> part_name([b"one", b"two"], pipeline="made 1.0") == part_name([b"onet", b"wo"], pipeline="made 1.0")
    False
    """
    digest = blake2b(pipeline.encode(), digest_size=16)
    for document in documents:
        digest.update(blake2b(document, digest_size=16).digest())
    return f"{digest.hexdigest()}{ENDING}"


def parts_in(folder: Path) -> set[str]:
    """Names of the parts that are there; the folder is made if it is not."""
    folder.mkdir(parents=True, exist_ok=True)
    return {entry.name for entry in os.scandir(folder) if entry.name.endswith(ENDING)}


def write_part(path: Path, answer: Answer) -> None:
    """Write a part; it is there whole or not at all."""
    with open_whole(path) as stream:
        stream.write(zlib.compress(encode_answer(answer), _LEVEL))


def read_part(path: Path, *, seconds: float = 0.0) -> Answer | None:
    """Read a part; None where there is none, or a damaged one.

    Another machine's file may be seen late: it is waited for, up to `seconds`.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            return decode_answer(zlib.decompress(path.read_bytes()))
        except FileNotFoundError:
            if time.monotonic() >= until:
                return None
            os.listdir(path.parent)  # has a network's file system ask anew
            time.sleep(0.2)
        except (zlib.error, msgspec.DecodeError):
            return None
