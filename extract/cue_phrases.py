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


def _read() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for role, phrase in read_rows("discourse_cues.tsv"):
        first, *rest = phrase.split(" ")
        phrases.setdefault(first, []).append((tuple(rest), role))
    for choices in phrases.values():
        choices.sort(key=lambda choice: (-len(choice[0]), choice))
    return phrases


_PHRASES = _read()


def find_phrases(tree: SentenceTree) -> list[CuePhrase]:
    """Give all cue phrases of a document, by their start; of each role only the longest at a place."""
    found = []
    words = tree.words
    for start, word in enumerate(words):
        seen = set()
        for rest, role in _PHRASES.get(word, ()):
            end = start + 1 + len(rest)
            if role not in seen and tuple(words[start + 1 : end]) == rest:
                seen.add(role)
                found.append(CuePhrase(role, start, end))
    return found
