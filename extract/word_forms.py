"""The inflected forms of English verbs and nouns, so that word lists can name each word once.

A word given as "lead|leads|led|leading" is irregular and stands as it is.
"""

from __future__ import annotations

_VOWELS = "aeiou"
_HISSING = ("s", "x", "z", "ch", "sh")


def noun_forms(word: str) -> tuple[str, ...]:
    """Singular and plural: ("therapy", "therapies")."""
    return tuple(word.split("|")) if "|" in word else (word, _with_s(word))


def verb_forms(word: str) -> tuple[str, ...]:
    """Base, third person, past and gerund, with -ise beside -ize."""
    if "|" in word:
        return tuple(word.split("|"))
    forms = _regular(word)
    if word.endswith("ize"):
        forms += _regular(word[:-3] + "ise")
    return forms


def _with_s(word: str) -> str:
    if word.endswith(_HISSING):
        return word + "es"
    if _ends_in_consonant_y(word):
        return word[:-1] + "ies"
    return word + "s"


def _regular(word: str) -> tuple[str, ...]:
    if word.endswith("e"):
        return word, word + "s", word + "d", word[:-1] + "ing"
    past = word[:-1] + "ied" if _ends_in_consonant_y(word) else word + "ed"
    return word, _with_s(word), past, word + "ing"


def _ends_in_consonant_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in _VOWELS
