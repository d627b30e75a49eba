"""Finds set phrases in a document's words: one look-up a word, longest phrase first."""

from __future__ import annotations

import msgspec

from claimgraph.extract.sentence_tree import SentenceTree
from claimgraph.extract.word_list import read_rows


class CuePhrase(msgspec.Struct, frozen=True):
    """A phrase in the text; `[start, end)` are tokens."""

    role: str
    start: int
    end: int


def _read() -> dict[str, dict[str, list[tuple[list[str], str]]]]:
    """First word -> second, "" where there is none -> the words after these and the role; the longest first."""
    phrases: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
    rows = [(phrase.split(" "), role) for role, phrase in read_rows("discourse_cues.tsv")]
    for words, role in sorted(rows, key=lambda row: (-len(row[0]), row)):
        second = words[1] if len(words) > 1 else ""
        phrases.setdefault(words[0], {}).setdefault(second, []).append((words[2:], role))
    return phrases


_PHRASES = _read()


def find_phrases(tree: SentenceTree) -> list[CuePhrase]:
    """Give all cue phrases of a document, by their start; of each role only the longest at a place."""
    found = []
    words = tree.words
    for start in [i for i, word in enumerate(words) if word in _PHRASES]:
        choices = _PHRASES[words[start]]
        seen: set[str] = set()
        for second in (*words[start + 1 : start + 2], ""):
            for rest, role in choices.get(second, ()):
                end = start + 1 + bool(second) + len(rest)
                if role not in seen and words[end - len(rest) : end] == rest:
                    seen.add(role)
                    found.append(CuePhrase(role, start, end))
    return found
