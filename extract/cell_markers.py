"""Cells that are named by the markers they bear: "CD4+CD25(high) T cells" is one cell type."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from claimgraph.extract.claim import Mention
from claimgraph.extract.word_list import read_words


def with_markers(text: str, mentions: list[Mention]) -> list[Mention]:
    """Let each cell type begin at the first of the signed markers that stand right before it."""
    markers = {
        mention: sign.end()
        for mention in mentions
        if mention.type == "GeneOrGeneProduct" and (sign := _sign().match(text, mention.end))
    }
    if not markers:
        return mentions
    done = []
    for mention in mentions:
        start = mention.start if mention.type != "CellType" else _first(markers, mention.start)
        done.append(msgspec.structs.replace(mention, start=start, text=text[start : mention.end]))
    return done


def _first(markers: dict[Mention, int], start: int) -> int:
    """Where the chain of markers begins that reaches a place; the place itself where there is none."""
    before = next((m for m, end in markers.items() if m.start < start and m.end <= start <= end), None)
    return start if before is None else _first(markers, before.start)


@cache
def _sign() -> re.Pattern[str]:
    """A sign, perhaps in brackets, and what may stand between it and the next name."""
    signs = "|".join(
        re.escape(sign) for sign in sorted(read_words("marker_signs.txt"), key=len, reverse=True)
    )
    # a dash or word that joins two names is no sign, but "CD4-CD8- T cells" has two
    free = rf"(?:{signs})(?=\s|/|[A-Z][A-Za-z]*[0-9])"
    return re.compile(rf"[-\s]?(?:\++|[(\[](?:{signs})[)\]]|{free})[\s/]*")
