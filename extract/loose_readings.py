"""How to read a name that the lexicon does not have as it stands: in other forms, in another order, more generally,
or as a term that is spelt much like it.

These readings are tried in turn where all others found nothing; what each is worth the ranking has learnt.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING

from claimgraph.extract.candidate_features import GENE
from claimgraph.extract.readings import empty_words
from claimgraph.extract.word_list import read_rows, read_words
from claimgraph.models.normalize_term import function_words, normalize_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimgraph.extract.readings import Reading
    from claimgraph.models.lexicon import Lexicon

_FACTOR = 0.9  # of a reading in another form or order
_GENERAL = 0.8
_MOST_WORDS = 4  # that are tried in every order
_INVERTED = re.compile(r"(.+?) (?:of|in|to|by|with|for) (?:the |an? )?(.+)")
_GENERALISED = frozenset({"Disease", "CellType", "Anatomy", "Procedure"})
_SPELT = re.compile(r"[a-z]{6}")
_BEGIN = 6  # letters that names which are spelt alike begin with
_END = 4
_LENGTH = 8  # letters of a name that may be misspelt
_ALIKE = 0.75  # share of trigrams
_OTHER_LENGTH = 2
_SYMBOL = re.compile(r"\w+[A-Z]\w*")  # "IgM", which is not IgE
_DIGITS = re.compile(r"\d+")
_TYPES_SPELT = frozenset({"Disease", "Phenotype", "Chemical", "CellType", "Anatomy", "Organism", "Procedure"})


def loose_readings(reading: Reading, mention_type: str, lexicon: Lexicon) -> Iterator[Reading]:
    """Other readings of a name, the likelier first."""
    text = reading.text
    if mention_type == GENE:
        yield from _as_genes(reading)
    for other in dict.fromkeys(_other_forms(text, mention_type)):
        yield reading.changed(other, f"read as {other!r}", _FACTOR, sort="loose")
    for other in dict.fromkeys(_reordered(text)):
        if other != text:
            yield reading.changed(other, f"in another order {other!r}", _FACTOR, sort="reordered")
    if mention_type in _TYPES_SPELT:
        for other, share in similar_terms(text, lexicon):
            yield reading.changed(other, f"spelt like {other!r}", share, sort="similar")
    if mention_type in _GENERALISED:
        yield from _more_general(reading, mention_type)


def _other_forms(text: str, mention_type: str) -> Iterator[str]:
    words = text.split()
    ends, whole = _forms().get(mention_type, ({}, {}))
    for known in (1, 2):
        front, last = " ".join(words[:-known]), " ".join(words[-known:]).lower()
        for instead in whole.get(last, ()):
            if front or instead:
                yield f"{front} {instead}".strip()
    if not words:
        return
    front, last = " ".join(words[:-1]), words[-1]
    for end, others in ends.items():
        if last.endswith(end) and len(last) > len(end) + 2:
            for other in others:
                yield f"{front} {last[: -len(end)]}{other}".strip()
    for more in whole.get("+", ()):
        yield f"{text} {more}"


def _as_genes(reading: Reading) -> Iterator[Reading]:
    for pattern, instead, sort in _gene_patterns():
        match = pattern.fullmatch(reading.text)
        if match is not None:
            other = match.expand(instead).strip()
            yield reading.changed(other, f"read as {other!r}", _FACTOR, sort=sort)


def _reordered(text: str) -> Iterator[str]:
    """ "Prolongation of the QT interval" as "QT interval prolongation"; few words in every order."""
    inverted = _INVERTED.fullmatch(text)
    if inverted is not None:
        yield f"{inverted[2]} {inverted[1]}"
    words = [word.strip(",") for word in text.split() if word.lower() not in function_words()]
    if 2 <= len(words) <= _MOST_WORDS:
        for order in permutations(words):
            yield " ".join(order)


def _more_general(reading: Reading, mention_type: str) -> Iterator[Reading]:
    """The name without its first words, as long as what is left names a kind of thing."""
    words = reading.text.split()
    told = {part for word in words for part in word.lower().split("-")}
    if told & function_words() or told.intersection(read_words("changing_words.txt")):
        return  # the name may end with what it is a kind of, or be of something else
    for first in range(1, len(words)):
        rest = words[first:]
        kind = " ".join(rest).lower()
        if kind in empty_words() or kind in read_words("no_kinds.txt") or not _SPELT.search(kind):
            return
        left_out = " ".join(words[:first])
        shorter = reading.changed(
            " ".join(rest), f"more general, without {left_out!r}", _GENERAL, sort="general"
        )
        yield shorter
        for other in _other_forms(shorter.text, mention_type):
            yield shorter.changed(other, f"read as {other!r}", _FACTOR, sort="general")


def similar_terms(text: str, lexicon: Lexicon) -> list[tuple[str, float]]:
    """The normalised terms of a lexicon that are spelt much like a name, with the share of trigrams, best first.

    They begin and end alike (six letters, and four: an ending tells an alkane from an alkene) and have the same numbers
    and symbols. The share is that of the trigrams that
    both have to their mean number (Dice 1945).
    """
    key = normalize_term(text)
    if len(key) < _LENGTH or not _SPELT.search(key):
        return []
    own, numbers = _trigrams(key), _DIGITS.findall(key)
    symbols = [normalize_term(symbol) for symbol in _SYMBOL.findall(text)]
    found = []
    shortest, longest = len(key) - _OTHER_LENGTH, len(key) + _OTHER_LENGTH
    for term in lexicon.terms_from(key[:_BEGIN]):
        if shortest <= len(term) <= longest and term.endswith(key[-_END:]):
            other = _trigrams(term)
            share = 2 * len(own & other) / (len(own) + len(other))
            if (
                share >= _ALIKE
                and _DIGITS.findall(term) == numbers
                and all(symbol in term for symbol in symbols)
            ):
                found.append((term, round(share, 4)))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _trigrams(key: str) -> set[tuple[str, str, str]]:
    padded = f"^{key}$"
    return set(zip(padded, padded[1:], padded[2:], strict=False))


@cache
def _gene_patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    rows = read_rows("loose_genes.tsv")
    return tuple((re.compile(pattern), instead, sort) for pattern, instead, sort in rows)


@cache
def _forms() -> dict[str, tuple[dict[str, list[str]], dict[str, list[str]]]]:
    """By entity type: what to put for ends of words, and for whole words."""
    found: dict[str, tuple[dict[str, list[str]], dict[str, list[str]]]] = {}
    for type_, word, instead in read_rows("loose_forms.tsv"):
        ends, whole = found.setdefault(type_, (defaultdict(list), defaultdict(list)))
        if word.startswith("-"):
            ends[word[1:]].append(instead.removeprefix("-"))
        else:
            whole[word].append("" if instead == "-" else instead)
    return found
