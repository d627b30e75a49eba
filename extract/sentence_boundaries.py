"""Finds where the sentences of a biomedical text begin, by rules on the characters alone.

A period ends a sentence when white space and something that can begin one follow, and what stands before is
neither an abbreviation, nor an initial, nor the number of a list. Brackets keep together what they hold. A
line ends a sentence, unless it looks wrapped: broken after a word, and gone on with in small letters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from claimgraph.extract.brackets import bracket_pairs
from claimgraph.extract.word_list import read_rows, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_KINDS = {row[0]: row[1] for row in read_rows("sentence_abbreviations.tsv")}
_STARTERS = frozenset(read_words("sentence_starters.txt"))
_WIDEST = 400  # characters of a bracket that keeps its sentences together

_END = re.compile(
    r"(?<![.?!])[.?!]++[\"'”’)\]]*+\s++(?=\S)|(?<!\s)[^\S\n]*+\n\s*+(?=\S)"  # in linear time
    r"|(?<=[a-z]{3})\.(?=[A-Z][a-z]*\s)"  # cells.The
    r"|\.(?=\([A-Z]{4,}\s)"  # .(ABSTRACT TRUNCATED AT 250 WORDS)
)
_WORD_BEFORE = re.compile(r"[^\s()\[\]\"“”,;:]+\Z")
_WORD_AFTER = re.compile(r"[^\s,;:.]+")
_CAPITAL = re.compile(r"[\[(\"'“‘]*[A-ZΑ-ΩÀ-ÖØ-Þ0-9+−\-±]")
_NAME = re.compile(  # what begins small and is a name: p53, mRNA, c-jun, β-catenin, beta-catenin
    r"[\[(\"'“‘]*(?:[a-zα-ω]{1,4}[A-Z0-9]\S*|[a-zα-ω]{1,2}-\S+|[a-z]{2,6}-\d\S*|[α-ω]\S*"
    r"|(?:alpha|beta|gamma|delta|kappa|ortho|meta|para|cis|trans|tert|sec)(?:-\S+| \d))"
    r"|\((?:[ivx]+|[a-z])\)\s"  # (ii)
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*[A-Z]\.|(?:[^\W\d_]\.){2,}")
_LETTERS = re.compile(r"(?<![\w.])[A-Z] (?:and|or) [A-Z]\Z")
_LIST_NUMBER = re.compile(r"\d{1,2}|[IVX]{1,4}")
_WRAPPED = re.compile(r"[a-z]{2,}[\s,;:.)]|[a-z]\s")


def sentence_starts(text: str, *, fixed: Iterable[int] = ()) -> tuple[int, ...]:
    """Offsets of the first characters of all sentences; at those of `fixed` one begins in any case."""
    if not text.strip():
        return ()
    first = len(text) - len(text.lstrip())
    sure = {place for place in fixed if first < place < len(text)}
    spans = _kept_together(text)
    openings = [opening for opening, _ in spans]
    starts = [first]
    for match in _END.finditer(text):
        place = match.end()
        if place in sure:
            continue
        if "\n" in match.group():
            ends = _line_ends(text, match)
        else:
            index = bisect_right(openings, match.start()) - 1
            held = index >= 0 and match.start() < spans[index][1]
            ends = not held and _sentence_ends(text, match, starts[-1])
        if ends:
            starts.append(place)
    return tuple(sorted({*starts, *sure}))


def _kept_together(text: str) -> list[tuple[int, int]]:
    """Outermost brackets, opening and closing, that are not too wide and close in their own line."""
    spans: list[tuple[int, int]] = []
    for opening, closing, _ in bracket_pairs(text):
        if closing - opening > _WIDEST:
            continue
        while spans and spans[-1][0] > opening:
            spans.pop()
        spans.append((opening, closing))
    return spans


def _line_ends(text: str, match: re.Match[str]) -> bool:
    """Whether the end of a line ends a sentence: not where a line was merely wrapped."""
    if match.group().count("\n") > 1 or match.start() == 0:
        return True
    before = text[match.start() - 1]
    if match.group()[0] in ".?!" or before in ".?!:)]":
        return True
    return _WRAPPED.match(text, match.end()) is None


def _sentence_ends(text: str, match: re.Match[str], begun: int) -> bool:
    """Whether a period (or ? or !) in the middle of a line ends the sentence that began at `begun`."""
    start, place = match.span()
    after = _WORD_AFTER.match(text, place)
    starter = after is not None and after.group().lstrip("([\"'“‘") in _STARTERS
    if text.startswith("..", start):
        return starter
    if text[start] != ".":
        return _can_begin(text, place)
    if not match.group()[-1].isspace():
        return starter or text[place] == "("
    if start == 0 or text[start - 1] in "<>=≤≥" or (text[start - 1].isspace() and not text[place].isupper()):
        return False  # "p <. 05"
    word = _WORD_BEFORE.search(text, max(begun, start - 40), start)
    return _can_begin(text, place) and (
        word is None or _word_can_end(text, word, place, first=word.start() == begun, starter=starter)
    )


def _word_can_end(text: str, word: re.Match[str], place: int, *, first: bool, starter: bool) -> bool:
    """Whether a word and its period can end a sentence when the next would begin at `place`."""
    before = word.group()
    if first and _LIST_NUMBER.fullmatch(before):
        return False
    kind = None if before.isupper() else _KINDS.get(before.lower())
    if kind == "maybe":
        return starter
    if kind is not None:
        return kind == "number" and not text[place].isdigit()
    if _INITIALS.fullmatch(before + "."):
        return starter or (len(before) == 1 and _names_letter(text, word.start()))
    return True


def _names_letter(text: str, start: int) -> bool:
    """Whether the capital at `start` belongs to a name, "hepatitis C", "kappa B", and is no initial."""
    word = (
        _WORD_BEFORE.search(text, max(0, start - 40), start - 1) if text[start - 1 : start] == " " else None
    )
    if word is None:
        return False
    if _LETTERS.search(text, max(0, start - 20), start + 1):  # domains A and B
        return True
    last = word.group().rpartition("-")[2]
    return len(last) > 3 and last.islower() and last.isalpha() and last.capitalize() not in _STARTERS


def _can_begin(text: str, place: int) -> bool:
    return _CAPITAL.match(text, place) is not None or _NAME.match(text, place) is not None
