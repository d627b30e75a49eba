"""Write a table of concepts as the files of a compiled lexicon."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections import defaultdict
from pathlib import Path

import marisa_trie

from claimgraph.models import lexicon_layout as layout
from claimgraph.models.lexicon_terms import (
    ANY_CASE,
    CAPITAL,
    CURATED,
    DESIGNATION,
    LOWER,
    NAME,
    TYPES,
    UPPER,
    ConceptEntry,
    ConceptTable,
    Term,
)
from claimgraph.models.normalize_term import function_words, normalize_term

# Types whose names are often short symbols in capitals; elsewhere only words all in capitals are.
_SYMBOL_TYPES = frozenset({"GeneOrGeneProduct", "CellLine"})


def write_lexicon(
    table: ConceptTable, folder: Path, *, ordinary: frozenset[str], tier: str, sources: dict[str, str]
) -> dict[str, int]:
    """Write every file of the layout into `folder`; gives back the counts of concepts, terms and senses."""
    entries = sorted((entry for entry in table.concepts.values()), key=lambda entry: entry.id)
    words = frozenset(map(normalize_term, ordinary))
    senses: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for key, term in entry.terms.items():
            if _worth_keeping(key, term, entry):
                senses[key].append(_pack(number, entry, key, term, words))
    _write_terms(senses, folder)
    _write_concepts(table, entries, folder)
    xrefs = _write_xrefs(table, entries, folder)
    counts = {
        "concepts": len(entries),
        "terms": len(senses),
        "senses": sum(map(len, senses.values())),
        "xrefs": xrefs,
    }
    meta = {"version": layout.VERSION, "tier": tier, "types": TYPES, "counts": counts, "sources": sources}
    (folder / layout.META).write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return counts


def _worth_keeping(key: str, term: Term, entry: ConceptEntry) -> bool:
    if key in function_words() and UPPER not in term.cases:
        return False
    if term.kind == CURATED:
        return True
    letters = sum(letter.isalpha() for letter in key)
    if len(key) < 2 or letters == 0 or len(key) > 80:
        return False
    return len(key) > 2 or term.kind < DESIGNATION


def _pack(number: int, entry: ConceptEntry, key: str, term: Term, words: frozenset[str]) -> int:
    flags = 0
    if ANY_CASE not in term.cases:
        for case in term.cases:
            flags |= 1 << (case - LOWER)
    if key in function_words():
        flags &= 1 << (UPPER - LOWER)
    symbol = flags != 0 and not flags & 1
    capitals = not flags & 1 << (CAPITAL - LOWER) or entry.type in _SYMBOL_TYPES
    strict = symbol and (len(key) < 3 or (capitals and key in words))
    return layout.pack_sense(number, kind=term.kind, cases=flags, sources=len(term.sources), strict=strict)


def _write_terms(senses: dict[str, list[int]], folder: Path) -> None:
    trie = marisa_trie.Trie(sorted(senses), order=marisa_trie.LABEL_ORDER)
    trie.save(str(folder / layout.TERMS))
    first = array("I", bytes(4 * len(senses)))
    more = array("I")
    for key, packed in sorted(senses.items()):
        place = trie[key]
        if len(packed) == 1:
            first[place] = packed[0]
        else:
            first[place] = layout.MORE | len(more)
            more.append(len(packed))
            more.extend(sorted(packed))
    _write_numbers(first, folder / layout.SENSES)
    _write_numbers(more, folder / layout.MORE_SENSES)


def _write_concepts(table: ConceptTable, entries: list[ConceptEntry], folder: Path) -> None:
    blocks: list[bytes] = []
    offsets = array("I", [0])
    for start in range(0, len(entries), layout.BLOCK):
        lines = [
            "\t".join(
                (
                    entry.id,
                    entry.name,
                    " ".join(sorted(entry.xrefs)),
                    " ".join(sorted(entry.orthologs)),
                    " ".join(
                        parent.removeprefix(entry.id[: entry.id.index(":") + 1])
                        for parent in _related(table, entry, entry.parents)
                    ),
                    " ".join(_related(table, entry, entry.members)),
                )
            )
            for entry in entries[start : start + layout.BLOCK]
        ]
        blocks.append(zlib.compress("\n".join(lines).encode("utf-8"), 9))
        offsets.append(offsets[-1] + len(blocks[-1]))
    (folder / layout.CONCEPTS).write_bytes(b"".join(blocks))
    _write_numbers(offsets, folder / layout.BLOCKS)
    firsts = [entry.id for entry in entries[:: layout.BLOCK]]
    (folder / layout.BLOCK_IDS).write_text("\n".join(firsts) + "\n", encoding="utf-8")
    (folder / layout.CONCEPT_TYPES).write_bytes(bytes(TYPES.index(entry.type) for entry in entries))


def _related(table: ConceptTable, entry: ConceptEntry, others: set[str]) -> list[str]:
    """The concepts that the lexicon has of those that a source relates to one, where they stand now."""
    found = {concept.id for other in others for concept in table.by_xref(other)[:1]}
    return sorted(found - {entry.id})


def _write_xrefs(table: ConceptTable, entries: list[ConceptEntry], folder: Path) -> int:
    claimants: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for xref in entry.xrefs:
            if xref not in table.concepts:
                claimants[xref].append(number)
    trie = marisa_trie.Trie(sorted(claimants), order=marisa_trie.LABEL_ORDER)
    trie.save(str(folder / layout.XREFS))
    targets = array("I", bytes(4 * len(claimants)))
    for xref, numbers in claimants.items():
        main = [number for number in numbers if entries[number].id == table.main.get(xref)]
        targets[trie[xref]] = min(main or numbers, key=lambda number: _claim(entries[number]))
    _write_numbers(targets, folder / layout.XREF_CONCEPTS)
    return len(claimants)


def _claim(entry: ConceptEntry) -> tuple[bool, int, str]:
    """Which of several concepts an identifier leads to: a disease before a phenotype, else the commoner."""
    support = sum(len(term.sources) for term in entry.terms.values() if term.kind <= NAME)
    return (entry.type == "Phenotype", -support, entry.id)


def _write_numbers(numbers: array[int], path: Path) -> None:
    if sys.byteorder == "big":
        numbers.byteswap()
    path.write_bytes(numbers.tobytes())
