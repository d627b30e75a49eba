"""The inflected forms of English verbs and nouns, so that word lists can name each word once."""

from __future__ import annotations

_VOWELS = "aeiou"


def noun_forms(word: str) -> tuple[str, ...]:
    """Singular and plural: ("therapy", "therapies")."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word, word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word, word[:-1] + "ies"
    irregular = {"man": "men", "woman": "women", "child": "children", "person": "persons", "mouse": "mice"}
    return word, irregular.get(word, word + "s")


def verb_forms(word: str) -> tuple[str, ...]:
    """Base, third person, past and gerund of a regular verb, with -ise beside -ize.

    A word given as "lead|leads|led|leading" is irregular and stands as it is.
    """
    if "|" in word:
        return tuple(word.split("|"))
    forms = _regular(word)
    if word.endswith("ize"):
        forms += _regular(word[:-3] + "ise")
    return forms


def _regular(word: str) -> tuple[str, ...]:
    if word.endswith("e"):
        return word, word + "s", word + "d", word[:-1] + "ing"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"
    third = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
    doubled = word in {"abet", "abut", "compel", "control", "dock", "halt", "transfer", "trigger", "blot"}
    stem = word + word[-1] if doubled and word in {"abet", "abut", "compel", "control", "transfer"} else word
    return word, third, stem + "ed", stem + "ing"
