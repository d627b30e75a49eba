"""A list of PMIDs as people keep one: one a line, or parted by commas or blanks; what follows # is a remark."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from claimgraph.corpus.identifiers import as_pmid
from claimgraph.corpus.opening import STANDARD_INPUT
from claimgraph.errors import UnreadableSource

_PARTING = re.compile(r"[\s,;]|pmid(?=[\s:]*\d)[\s:]*", re.IGNORECASE)


def read_pmids(path: Path | str) -> tuple[str, ...]:
    """Give the PMIDs of a file, or of standard input for `-`, each once; raises `UnreadableSource`."""
    name = str(path)
    try:
        raw = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(path).read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror or str(error) if isinstance(error, OSError) else "is no text in UTF-8"
        raise UnreadableSource(reason, path=name) from None
    found: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        for word in filter(None, _PARTING.split(line.partition("#")[0])):
            pmid = as_pmid(word)
            if pmid is None:
                raise UnreadableSource(f"{word[:40]!r} is no PMID", path=name, line=number)
            found[pmid] = None
    if not found:
        raise UnreadableSource("holds no PMID", path=name)
    return tuple(found)
