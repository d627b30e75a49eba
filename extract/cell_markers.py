"""Cells that are named by the markers they bear: "CD4+CD25(high) T cells" is one cell type."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

import msgspec

from claimgraph.extract.claim import Mention
from claimgraph.extract.word_list import read_words

_REACH = 60  # characters beside a marker in which the cells are looked for


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


def only_marks_cells(mention: Mention, text: str) -> bool:
    """Whether a molecule only says which cells are meant: "CD4 cell count", "the CD11b+/Gr1(mid) subset", "(CD7+)"."""
    if mention.type != "GeneOrGeneProduct":
        return False
    behind = text[mention.end : mention.end + _REACH]
    signed, plain, before = _cells()
    if mention.text.endswith("+"):
        behind = "+" + behind
    if plain.match(behind) or signed.match(behind):
        return True
    return (
        _is_signed(behind) and before.search(text[max(0, mention.start - _REACH) : mention.start]) is not None
    )


def _is_signed(behind: str) -> bool:
    return re.match(_BEARING, behind) is not None


# a dash or word may join two names ("IL-2-producing"), so it counts in brackets only
_BEARING = r"(?:\++|[(\[](?:\++|[-−–]|high|hi|low|lo|int|mid|dim|bright|neg|pos)[)\]])"


@cache
def _cells() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Cells behind a signed marker, right behind one without a sign, and before a bracket that a marker opens."""
    noun = "(?:" + "|".join(map(re.escape, read_words("cell_nouns.txt"))) + ")"
    other = "|".join(map(re.escape, read_words("cell_compounds.txt")))  # of "EGFR cell surface"
    noun = rf"{noun}\b(?!\s(?:{other}))"
    signed = re.compile(rf"{_BEARING}[\s/,]*(?:[\w()+−–/-]+\s+){{0,3}}{noun}")
    plain = re.compile(rf"\s(?:[TB]\s)?{noun}")
    return signed, plain, re.compile(rf"{noun}\s[(\[]$")


@cache
def _sign() -> re.Pattern[str]:
    """A sign, perhaps in brackets, and what may stand between it and the next name."""
    signs = "|".join(
        re.escape(sign) for sign in sorted(read_words("marker_signs.txt"), key=len, reverse=True)
    )
    # a dash or word that joins two names is no sign, but "CD4-CD8- T cells" has two
    free = rf"(?:{signs})(?=\s|/|[A-Z][A-Za-z]*[0-9])"
    return re.compile(rf"[-\s]?(?:\++|[(\[](?:{signs})[)\]]|{free})[\s/]*")
