"""The circumstances of a relation that are no entities of their own: dose, comparator, partner, statistic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claimgraph.extract.claim import Context, Mention
from claimgraph.extract.cue_phrases import CuePhrase
from claimgraph.extract.reported_statistics import find_statistics
from claimgraph.extract.sentence_tree import SentenceTree
from claimgraph.extract.word_list import read_rows, words_by_role

_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in read_rows("context_patterns.tsv"))
ARMS = words_by_role("word_classes.tsv")["arm"]
_DIGIT_OR_DOSE = re.compile(r"\d|[Dd]ose")
_NAME_TAGS = ("NN", "JJ", "CD", "DT", "HYPH", "VBG", "VBN", "PRP$", "FW", "SYM")
_LONGEST_NAME = 8
_AHEAD = (
    3  # how much farther off a word counts that comes behind: what is in brackets belongs to what is before
)


class Stretches(NamedTuple):
    """A relation's trigger (its token), and the characters of its trigger and arguments."""

    trigger: int
    stretches: tuple[tuple[int, int], ...]


def find_measures(text: str, start: int, end: int) -> list[Context]:
    """Find doses and statistics in `text[start:end]`; of two that overlap the first stays, then the longer one."""
    if not _DIGIT_OR_DOSE.search(text, start, end):
        return []
    every = [
        Context(role, match.start(), match.end(), match.group())
        for role, pattern in _PATTERNS
        for match in pattern.finditer(text, start, end)
    ]
    every += find_statistics(text, start, end)
    found: list[Context] = []
    for item in sorted(every, key=lambda one: (one.start, -one.end, one.role)):
        if not found or item.start >= found[-1].end:
            found.append(item)
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


def owners(item: Context, relations: Sequence[Stretches], others: Iterable[Context]) -> list[int]:
    """Positions of the relations that a statistic or comparator belongs to.

    These are the ones whose words stand nearest, those before it nearer than those behind it; and with each the
    others of its trigger that end before the item, with none of the `others` (of its role) between: "lowered X and Y
    (p = 0.01)".
    """
    distances = [min(_distance(item, stretch) for stretch in one.stretches) for one in relations]
    smallest = min(distances)
    found = {position for position, distance in enumerate(distances) if distance == smallest}
    triggers = {relations[position].trigger for position in found}
    for position, one in enumerate(relations):
        last = max(end for _, end in one.stretches)
        free = last <= item.start and not any(last <= other.start < item.start for other in others)
        if one.trigger in triggers and free:
            found.add(position)
    return sorted(found)


def _distance(item: Context, stretch: tuple[int, int]) -> int:
    start, end = stretch
    return item.start - end if end <= item.start else _AHEAD * max(0, start - item.end)


def mention_in(mentions: Sequence[tuple[Mention, int]], start: int, end: int) -> Mention | None:
    """Give the longest mention inside `[start, end)` characters that ends with them."""
    inside = [m for m, _ in mentions if start <= m.start and m.end == end]
    return max(inside, key=lambda mention: mention.end - mention.start, default=None)
