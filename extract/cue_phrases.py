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


def _read() -> dict[str, list[tuple[list[str], str]]]:
    phrases: dict[str, list[tuple[list[str], str]]] = {}
    for role, phrase in read_rows("discourse_cues.tsv"):
        first, *rest = phrase.split(" ")
        phrases.setdefault(first, []).append((rest, role))
    for choices in phrases.values():
        choices.sort(key=lambda choice: (-len(choice[0]), choice))
    return phrases


_PHRASES = _read()


def find_phrases(tree: SentenceTree) -> list[CuePhrase]:
    """Give all cue phrases of a document, by their start; of each role only the longest at a place."""
    found = []
    words = tree.words
    for start, word in enumerate(words):
        choices = _PHRASES.get(word)
        if choices is None:
            continue
        seen: set[str] = set()
        for rest, role in choices:
            end = start + 1 + len(rest)
            if (not rest or words[start + 1 : end] == rest) and role not in seen:
                seen.add(role)
                found.append(CuePhrase(role, start, end))
    return found
