"""What the readers of the vocabularies gather: concepts with their terms, before they are compiled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from claimgraph.models.normalize_term import normalize_term

# The bit of an entity type in a type mask is its place here; the same order as the record's vocabulary.
TYPES: tuple[str, ...] = (
    "GeneOrGeneProduct",
    "CellType",
    "CellLine",
    "Disease",
    "Phenotype",
    "Chemical",
    "Anatomy",
    "CellularComponent",
    "Organism",
    "BiologicalProcess",
    "Variant",
    "Procedure",
)
# How a source uses a term, best first; a term of several kinds counts as the best of them.
KINDS: tuple[str, ...] = ("curated", "name", "synonym", "previous symbol", "designation")
CURATED, NAME, SYNONYM, PREVIOUS, DESIGNATION = range(len(KINDS))
# How a term of one word is written; terms of several words count as "any".
ANY_CASE, LOWER, UPPER, CAPITAL, MIXED = range(5)


def case_of(text: str) -> int:
    """How a single word is written: ANY_CASE for several words or no letters, else LOWER, UPPER …"""
    if " " in text:
        return ANY_CASE
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return ANY_CASE
    upper = sum(letter.isupper() for letter in letters)
    if upper == 0:
        return LOWER
    if upper == len(letters):
        return UPPER
    return CAPITAL if upper == 1 and letters[0].isupper() else MIXED


class Tier(msgspec.Struct, frozen=True):
    """How much of the long tail a lexicon takes in; lengths count characters of a term."""

    name: str
    chemical: int  # longest ChEBI label
    supplementary: int  # longest term of a supplementary chemical
    systematic: bool  # names built of brackets and locants
    catalogue: bool  # cell lines that only a vendor or a biobank numbers


TIERS: dict[str, Tier] = {
    tier.name: tier
    for tier in (
        Tier("core", chemical=45, supplementary=40, systematic=False, catalogue=False),
        Tier("full", chemical=120, supplementary=120, systematic=True, catalogue=True),
    )
}


class Term:
    """One key of one concept: its best kind, the sources that have it, and how they write it."""

    __slots__ = ("cases", "kind", "sources")

    def __init__(self) -> None:
        self.kind = DESIGNATION
        self.sources: set[str] = set()
        self.cases: set[int] = set()


class ConceptEntry:
    """A concept as it grows while the vocabularies are read."""

    __slots__ = ("id", "members", "name", "orthologs", "parents", "terms", "type", "xrefs")

    def __init__(self, identifier: str, name: str, type_: str) -> None:
        self.id = identifier
        self.name = name
        self.type = type_
        self.xrefs: set[str] = set()
        self.orthologs: set[str] = set()
        self.parents: set[str] = set()  # what it is a kind or a part of
        self.members: set[str] = set()  # of a family or a complex
        self.terms: dict[str, Term] = {}

    def add(self, text: str, kind: int, source: str) -> None:
        """File a term under its normal form."""
        self.add_key(normalize_term(text), kind, source, case_of(text))

    def add_key(self, key: str, kind: int, source: str, case: int) -> None:
        """File a key that is already normal."""
        if not key:
            return
        term = self.terms.get(key)
        if term is None:
            term = self.terms[key] = Term()
        term.kind = min(term.kind, kind)
        term.sources.add(source)
        term.cases.add(case)

    def take(self, key: str, other: Term) -> None:
        """File what another concept has under a key; its name is a synonym here."""
        term = self.terms.setdefault(key, Term())
        term.kind = min(term.kind, max(other.kind, SYNONYM) if other.kind != CURATED else CURATED)
        term.sources |= other.sources
        term.cases |= other.cases

    def add_all(self, texts: Iterable[str], kind: int, source: str) -> None:
        """File several terms of one kind."""
        for text in texts:
            self.add(text, kind, source)


class ConceptTable:
    """All concepts by identifier, with an index of the cross-references that lead to them."""

    def __init__(self) -> None:
        self.concepts: dict[str, ConceptEntry] = {}
        self.main: dict[str, str] = {}  # the concept that a cross-reference means before all others
        self.hints: dict[str, list[str]] = defaultdict(list)  # identifiers that a source loosely relates
        self._by_xref: dict[str, list[str]] = defaultdict(list)

    def add(self, identifier: str, name: str, type_: str, *, source: str, kind: int = NAME) -> ConceptEntry:
        """The concept of that id, made now if it is new; its name is filed as a term."""
        entry = self.concepts.get(identifier)
        if entry is None:
            entry = self.concepts[identifier] = ConceptEntry(identifier, name, type_)
        entry.add(name, kind, source)
        return entry

    def link(self, entry: ConceptEntry, xref: str, *, main: bool = False) -> None:
        """Note that `xref` is another identifier of the concept; `main`: it leads here if to several."""
        if main:
            self.main.setdefault(xref, entry.id)
        if xref != entry.id and xref not in entry.xrefs:
            entry.xrefs.add(xref)
            self._by_xref[xref].append(entry.id)

    def merge(self, entry: ConceptEntry, into: ConceptEntry) -> None:
        """Make one concept of two: its terms and identifiers go over, its own identifier leads to the other."""
        del self.concepts[entry.id]
        for xref in sorted(entry.xrefs):
            self._by_xref[xref].remove(entry.id)
            self.link(into, xref)
            if self.main.get(xref) == entry.id:
                self.main[xref] = into.id
        self.link(into, entry.id)
        into.parents |= entry.parents
        for key, term in entry.terms.items():
            into.take(key, term)

    def by_xref(self, xref: str) -> list[ConceptEntry]:
        """The concepts that are, or claim to be, `xref`."""
        if xref in self.concepts:
            return [self.concepts[xref]]
        return [self.concepts[identifier] for identifier in self._by_xref.get(xref, ())]

    def of_type(self, *types: str) -> list[ConceptEntry]:
        """All concepts of the types, in the order they were added."""
        return [entry for entry in self.concepts.values() if entry.type in types]
