"""Cells that are named by the markers they bear: "CD4+CD25(high) T cells" is one cell type."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

import msgspec

from claimgraph.extract.claim import Mention
from claimgraph.extract.word_list import read_words


def with_markers(text: str, mentions: list[Mention]) -> list[Mention]:
    """Let each cell type begin at the first of the signed markers that stand right before it."""
    markers = sorted((m for m in mentions if m.type == "GeneOrGeneProduct"), key=lambda m: m.start)
    chains: list[tuple[int, int, int]] = []  # where a chain of markers begins, its last marker and sign end
    for marker in markers:
        sign = _sign().match(text, marker.end)
        if sign is None:
            continue
        joins = chains and chains[-1][2] == marker.start
        chains.append((chains[-1][0] if joins else marker.start, marker.end, sign.end()))
    return [_from_first_marker(text, mention, chains) if chains else mention for mention in mentions]


def _from_first_marker(text: str, mention: Mention, chains: list[tuple[int, int, int]]) -> Mention:
    if mention.type != "CellType":
        return mention
    # the last chain that ends before the mention begins
    place = bisect_right(chains, mention.start, key=lambda chain: chain[1]) - 1
    if place < 0 or mention.start > chains[place][2]:
        return mention
    start = chains[place][0]
    return msgspec.structs.replace(mention, start=start, text=text[start : mention.end])


@cache
def _sign() -> re.Pattern[str]:
    """A sign, perhaps in brackets, and what may stand between it and the next name."""
    signs = "|".join(
        re.escape(sign) for sign in sorted(read_words("marker_signs.txt"), key=len, reverse=True)
    )
    # a dash or word that joins two names is no sign, but "CD4-CD8- T cells" has two
    free = rf"(?:{signs})(?=\s|/|[A-Z][A-Za-z]*[0-9])"
    return re.compile(rf"[-\s]?(?:\++|[(\[](?:{signs})[)\]]|{free})[\s/]*")
