"""Opens the files of graphs for reading, plain or gzipped, with one kind of error."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from claimgraph.corpus.opening import GZIP_MAGIC
from claimgraph.errors import GraphFormatError


@contextmanager
def opened(path: Path | str) -> Iterator[IO[bytes]]:
    """Open a file as bytes, unpacked; what the block can't read raises `GraphFormatError` that names the path."""
    try:
        with Path(path).open("rb") as raw:
            packed = raw.peek(2).startswith(GZIP_MAGIC)
            yield gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[misc]
    except (OSError, EOFError, zlib.error) as error:
        raise GraphFormatError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    except GraphFormatError as error:
        raise GraphFormatError(f"{path}: {error}") from error.__cause__
