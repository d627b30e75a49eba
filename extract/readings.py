"""How a mention can be read when it is looked up: as it stands, then the ways that names vary in running text."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.organism_words import organism_names
from claimgraph.extract.organisms import named_organism
from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.extract.word_list import read_rows, read_words
from claimgraph.models.normalize_term import normalize_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STRIPPED = 0.92  # factor for a match without a modifier
_NO_HEAD = 0.85  # factor for a match without a general head word
_CHANGED = 0.97  # factor for a match of another form of the same name
_CODE = re.compile(r"(?=.*[A-Za-z])(?=.*\d)[A-Za-z0-9/.-]+")
_GREEK = {"a": "alpha", "b": "beta", "g": "gamma", "d": "delta", "k": "kappa"}
_CELL_LINE = 3  # letters and digits that the rest of a name has at least
_GREEK_END = re.compile(r"[- ]([abgdk])(\d{0,2})$")
_GREEK_START = re.compile(r"^([abgd])-(?=[a-z]{4})")
_PROPER = re.compile(r"\w[- ][A-Z][a-z]*$")  # ends in a capitalised word that does not stand alone
_CELLS = re.compile(r"(.+) (cells?)")
_WORD = re.compile(r"\w+")
_SYMBOL = re.compile(r"\d|[^\W\d_].*[A-Z]")
_SPELT = re.compile(r"[a-z]{7}")
_STEM = 6  # letters of a word that its forms share
_HELD_STEMS = 1 << 12  # definitions
_SHORTEST_WORD, _SHORTEST_SYMBOL = 4, 3  # letters that tell something
_TUMOR_ENDS = ("oma", "omas", "tumor", "tumors", "tumour", "tumours", "cancer")


class Reading(msgspec.Struct, frozen=True):
    """One way to read a mention: the words that are looked up, what was done to get them, and how sure it is."""

    text: str
    how: str = ""
    factor: float = 1.0
    organism: str | None = None  # whose gene it is, where the name itself tells
    sort: str = "whole"  # whole, changed or shortened
    definition: str = ""  # of a short form that is taken as it stands

    def changed(
        self, text: str, how: str, factor: float, *, sort: str, organism: str | None = None
    ) -> Reading:
        """Another reading made of this one."""
        both = f"{self.how}; {how}" if self.how else how
        return Reading(text, both, self.factor * factor, organism or self.organism, sort, self.definition)

    def shares_words(self, names: Iterable[str], *, unspelt: float = 1.0) -> float:
        """Which share of the definition's telling words a concept's normalised names hold.

        Symbols tell nothing: where a concept has no other names, the share is `unspelt`.
        """
        spelt = [name for name in names if _SPELT.search(name)]
        stems = _stems(self.definition)
        held = sum(any(stem in name for name in spelt) for stem in stems)
        return held / max(len(stems), 1) if spelt else unspelt


def variants(reading: Reading, mention_type: str) -> Iterator[Reading]:
    """The reading itself, then its other forms, then shorter ones: without modifiers, without a general head.

    A cell line comes without "cells" first: the one concept that Cellosaurus has, and not MeSH's heading for a few.
    """
    line = _CELLS.fullmatch(reading.text) if mention_type == "CellLine" else None
    if line is not None:
        yield reading.changed(line[1], f"without {line[2]!r}", 1.0, sort="changed")
    yield reading
    yield from _other_forms(reading, mention_type)
    words = reading.text.split()
    first = 0
    last = len(words)
    empty = empty_words()
    while first < last - 1 and _is_modifier(words[first], words[-1], mention_type):
        first += 1
        if " ".join(words[first:]).lower() in empty:
            break
        shorter = reading.changed(
            " ".join(words[first:]), f"without {' '.join(words[:first])!r}", STRIPPED, sort="shortened"
        )
        yield shorter
        yield from _other_forms(shorter, mention_type)
    while last - 1 > first and mention_type in _heads().get(words[last - 1].lower(), ()):
        last -= 1
        if " ".join(words[first:last]).lower() in empty:
            break
        left_out = " ".join(words[:first] + words[last:])
        shorter = reading.changed(
            " ".join(words[first:last]), f"without {left_out!r}", _NO_HEAD, sort="shortened"
        )
        yield shorter
        yield from _other_forms(shorter, mention_type)


def _other_forms(reading: Reading, mention_type: str) -> Iterator[Reading]:
    for text in _forms(reading.text, mention_type):
        yield reading.changed(text, f"read as {text!r}", _CHANGED, sort="changed")
    if mention_type == "GeneOrGeneProduct":
        greek = _with_greek(reading.text)
        if greek != reading.text:
            yield reading.changed(greek, f"read as {greek!r}", _CHANGED, sort="changed")
        named = named_organism(reading.text)
        if named is not None:
            text, organism = named
            yield reading.changed(text, f"{organism} {text!r}", _CHANGED, sort="changed", organism=organism)


def _forms(text: str, mention_type: str) -> Iterator[str]:
    words = text.split()
    if not words:
        return
    front, last = " ".join(words[:-1]), words[-1]
    if "-" in last:  # "HIV-infected"
        beginning, _, last = last.rpartition("-")
        front = f"{front} {beginning}"
    for instead in _replacements().get((mention_type, last.lower()), ()):
        yield f"{front} {instead}".strip()
    if _PROPER.search(text):  # "Lesch-Nyhan", "fragile X": what it is of is left out
        for more in _replacements().get((mention_type, "+"), ()):
            yield f"{text} {more}"
    if mention_type == "Organism" and text.lower() in organism_names():
        yield organism_names()[text.lower()]
    if mention_type == "CellType" and words[-1].lower() not in {"cell", "cells"}:
        yield f"{_singular(text)} cell"
    if mention_type == "BiologicalProcess" and words[-1].lower() in {"signaling", "signalling"}:
        yield f"{text} pathway"
    if mention_type == "CellLine" and len(words) == 1 and len(text) >= _CELL_LINE:
        for start in read_words("cell_line_starts.txt"):
            yield start + text


def _with_greek(text: str) -> str:
    """Letters that stand for Greek ones spelt out: "TNF-a" is TNF-alpha, "b-catenin" beta-catenin."""
    text = _GREEK_END.sub(lambda match: f"-{_GREEK[match.group(1)]}{match.group(2)}", text)
    return _GREEK_START.sub(lambda match: f"{_GREEK[match.group(1)]}-", text)


def _singular(text: str) -> str:
    return text[:-1] if text.endswith("s") and not text.endswith("ss") else text


def _is_modifier(word: str, head: str, mention_type: str) -> bool:
    if mention_type == "Disease" and _CODE.fullmatch(word) and head.lower().endswith(_TUMOR_ENDS):
        return True  # a cell line's tumour: "B16 melanoma"
    known = _modifiers().get(word.lower())
    end = word.rfind("-")
    if known is None and end > 0:
        known = _modifiers().get(word[end:].lower())
    return known is not None and (known == "any" or mention_type in known)


@lru_cache(maxsize=_HELD_STEMS)
def _stems(text: str) -> frozenset[str]:
    """What the words of a text begin with, normalised, and its symbols; without words that name nothing alone."""
    stems = set()
    for word in _WORD.findall(text):
        is_symbol = _SYMBOL.search(word) is not None
        if (
            len(word) >= (_SHORTEST_SYMBOL if is_symbol else _SHORTEST_WORD)
            and word.lower() not in empty_words()
        ):
            stems.add(normalize_term(word)[: None if is_symbol else _STEM])
    return frozenset(stems)


@cache
def _modifiers() -> dict[str, str]:
    return {row[0]: row[1] if len(row) > 1 else "any" for row in read_rows("mention_modifiers.txt")}


@cache
def empty_words() -> frozenset[str]:
    """Words that name nothing in particular, whatever is left out beside them."""
    return frozenset(read_words("no_mentions.txt"))


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    return {
        row[0]: tuple(row[1].split(",")) if len(row) > 1 else ENTITY_TYPES
        for row in read_rows("mention_heads.txt")
    }


@cache
def _replacements() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for type_, word, instead in read_rows("other_forms.tsv"):
        found[type_, word] = (*found.get((type_, word), ()), instead)
    return found
