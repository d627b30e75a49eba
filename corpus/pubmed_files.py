"""PubMed's yearly baseline and daily update files in a folder, in the order in which they came out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

_NAME = re.compile(r"pubmed(?P<year>\d\d)n(?P<number>\d{4,})\.xml(?:\.gz)?")


class PubmedFile(NamedTuple):
    """A file with the year of its baseline (26 for 2026) and its number, which update files go on with."""

    year: int
    number: int
    path: str


def pubmed_files(folder: Path | str) -> list[PubmedFile]:
    """Give the files of a folder and those in it (`baseline`, `updatefiles`), the oldest first.

    Whatever is called otherwise, half-loaded files included, is none. Raises `OSError`.
    """
    found = []
    for parent, _, names in os.walk(folder, onerror=_raise):
        for name in names:
            if known := _NAME.fullmatch(name):
                path = os.path.normpath(os.path.join(parent, name))
                found.append(PubmedFile(int(known["year"]), int(known["number"]), path))
    return sorted(found)


def not_there(files: Iterable[PubmedFile]) -> list[str]:
    """Name the files that lie between others by their numbers: `pubmed26n0007`, or `pubmed26n0007 to 0009`.

    >>> not_there(PubmedFile(26, number, "") for number in (1, 2, 4, 8))
    ['pubmed26n0003', 'pubmed26n0005 to 0007']
    """
    gaps = []
    for one, after in pairwise(sorted(files)):
        first, last = one.number + 1, after.number - 1
        if one.year == after.year and first <= last:
            span = f" to {last:04}" if last > first else ""
            gaps.append(f"pubmed{one.year:02}n{first:04}{span}")
    return gaps


def _raise(error: OSError) -> None:
    raise error
