"""The hand-made tables beside the vocabularies: extra terms, what is the same, and terms that must not stand."""

from __future__ import annotations

from pathlib import Path

from claimgraph.models.lexicon_terms import CURATED, KINDS, ConceptTable
from claimgraph.models.normalize_term import normalize_term

_FOLDER = Path(__file__).parent / "lexicon"


def read_extra_terms(table: ConceptTable, path: Path = _FOLDER / "extra_terms.tsv") -> None:
    """File the terms of the table (term, id, kind); a concept that the sources lack is passed over."""
    for row in _rows(path):
        text, identifier, kind = row[:3]
        for entry in table.by_xref(identifier)[:1]:
            entry.add(text, KINDS.index(kind), "hand")


def read_gene_numbers(table: ConceptTable, path: Path = _FOLDER / "rat_gene_numbers.tsv") -> None:
    """Link the numbers of rat genes that annotated corpora tell."""
    read_extra_xrefs(table, path)


def read_extra_xrefs(table: ConceptTable, path: Path = _FOLDER / "extra_xrefs.tsv") -> None:
    """Link the identifiers of the table to their concepts; a concept that the sources lack is passed over."""
    for row in _rows(path):
        identifier, concept = row[:2]
        if concept in table.concepts:
            table.link(table.concepts[concept], identifier)


def read_headings(path: Path = _FOLDER / "mesh_headings.tsv") -> dict[str, str]:
    """The concepts at which MeSH headings stand by hand."""
    return {row[0]: row[1] for row in _rows(path)}


def read_same(table: ConceptTable, path: Path = _FOLDER / "same_concepts.tsv") -> None:
    """Merge the first concept of each row into the second; a concept that the sources lack is passed over."""
    for row in _rows(path):
        entry, into = (table.concepts.get(identifier) for identifier in row[:2])
        if entry is not None and into is not None:
            table.merge(entry, into)


def read_stop_terms(table: ConceptTable, path: Path = _FOLDER / "stop_terms.tsv") -> None:
    """Take terms away that the sources list but no text means (term, type; `*` for every type)."""
    stops: dict[str, set[str]] = {}
    for text, type_ in _rows(path):
        stops.setdefault(normalize_term(text), set()).add(type_)
    for entry in table.concepts.values():
        for key in stops.keys() & entry.terms.keys():
            stopped = "*" in stops[key] or entry.type in stops[key]
            if stopped and entry.terms[key].kind != CURATED:
                del entry.terms[key]


def read_salt_words(path: Path = _FOLDER / "salt_words.txt") -> list[str]:
    """The words behind a drug's name in that of its salt, longer ones first."""
    return sorted((row[0] for row in _rows(path)), key=len, reverse=True)


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
