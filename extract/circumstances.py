"""The circumstances of a relation that are no entities of their own: dose, comparator, partner, statistic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimgraph.extract.claim import Context, Mention
from claimgraph.extract.cue_phrases import CuePhrase
from claimgraph.extract.sentence_tree import SentenceTree
from claimgraph.extract.word_list import read_rows, words_by_role

_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in read_rows("context_patterns.tsv"))
ARMS = words_by_role("word_classes.tsv")["arm"]
_DIGIT_OR_DOSE = re.compile(r"\d|[Dd]ose")
_NAME_TAGS = ("NN", "JJ", "CD", "DT", "HYPH", "VBG", "VBN", "PRP$", "FW", "SYM")
_LONGEST_NAME = 8


def find_measures(text: str, start: int, end: int) -> list[Context]:
    """Find doses and statistics in `text[start:end]`; of two that overlap the first stays."""
    if not _DIGIT_OR_DOSE.search(text, start, end):
        return []
    spans = [
        (match.start(), -match.end(), role)
        for role, pattern in _PATTERNS
        for match in pattern.finditer(text, start, end)
    ]
    found: list[Context] = []
    last = start
    for begin, stop, role in sorted(spans):
        if begin >= last:
            last = -stop
            found.append(Context(role, begin, last, text[begin:last]))
    return found


def name_after(tree: SentenceTree, cue: CuePhrase) -> tuple[int, int] | None:
    """Give the tokens `[start, end)` of the name that a cue such as "compared with" introduces."""
    words = tree.words
    limit = min(cue.end + _LONGEST_NAME, len(words))
    end = cue.end
    while end < limit and tree.tags[end].startswith(_NAME_TAGS):
        end += 1
    start = cue.end
    while start < end and tree.tags[start] in ("DT", "PRP$"):
        start += 1
    while end > start and not tree.tags[end - 1].startswith(("NN", "CD", "FW")) and words[end - 1] != "alone":
        end -= 1
    if start == end or tree.tags[start] == "CD":  # "less than 5"
        return None
    return start, end


def nearest(distances: Sequence[int]) -> list[int]:
    """Positions of the smallest distance."""
    smallest = min(distances)
    return [position for position, distance in enumerate(distances) if distance == smallest]


def mention_in(mentions: Sequence[tuple[Mention, int]], start: int, end: int) -> Mention | None:
    """Give the longest mention inside `[start, end)` characters that ends with them."""
    inside = [m for m, _ in mentions if start <= m.start and m.end == end]
    return max(inside, key=lambda mention: mention.end - mention.start, default=None)
