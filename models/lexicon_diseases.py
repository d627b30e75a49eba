"""Diseases and phenotypes: MONDO, the Disease Ontology and HPO, and which of their concepts are the same.

MONDO and HPO both have "proteinuria": a phenotype that bears the name of a disease is that disease, and its
identifier leads there. So is one whose name MONDO lists as an exact synonym of a single disease ("Chorea" of
choreatic disease), and one that MONDO itself refers to and shares a name with. Nothing else is merged: a finding
that is only near to a disease stays by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from claimgraph.models.lexicon_ontologies import LONGEST, obo, ontology, parents
from claimgraph.models.lexicon_terms import DESIGNATION, NAME, SYNONYM, ConceptEntry, ConceptTable
from claimgraph.models.lexicon_wheels import WheelData

_NON_HUMAN = "MONDO:0005583"
_ABNORMALITY = "HP:0000118"  # beside it stand modifiers, frequencies and ways of inheritance
_SUSCEPTIBILITY = re.compile(r"susceptib|predispos|resistance to", re.IGNORECASE)
_REFERENCES = ("MESH", "DOID", "OMIM", "OMIMPS", "NCIT", "EFO")


def read_mondo(data: WheelData, table: ConceptTable) -> list[str]:
    """Human diseases with their exact synonyms, and models of them in animals; gives back the descriptions.

    A disease of animals with a name of a human one is left out. "Susceptibility to migraine" is not migraine:
    its plain synonyms count as rare designations.
    """
    nodes = {
        identifier: node
        for identifier, node in sorted(ontology(data, "MONDO").items())
        if identifier.startswith("MONDO:") and node["label"] and not node["deprecated"]
    }
    human: set[str] = set()
    for identifier, node in nodes.items():
        if _NON_HUMAN not in (identifier, *node.get("ancestors", ())):
            human.update(_add(table, identifier, node).terms)
    for identifier, node in nodes.items():
        if _NON_HUMAN in node.get("ancestors", ()) and ", " not in node["label"]:
            entry = _add(table, identifier, node)
            if not human.isdisjoint(entry.terms):
                del table.concepts[identifier]
    return [node.get("description", "") for node in nodes.values()]


def _add(table: ConceptTable, identifier: str, node: dict[str, Any]) -> ConceptEntry:
    entry = table.add(identifier, node["label"], "Disease", source="MONDO")
    entry.parents = parents(node)
    plain = DESIGNATION if _SUSCEPTIBILITY.search(node["label"]) else SYNONYM
    for text in _short(node):
        entry.add(text, SYNONYM if _SUSCEPTIBILITY.search(text) else plain, "MONDO")
    return entry


def read_phenotypes(data: WheelData, table: ConceptTable) -> None:
    """HPO names and synonyms, as its files have them; what is a disease of MONDO is merged into it."""
    nodes = {node["id"]: node for node in obo(data, "hp") if not node["name"].startswith("obsolete")}
    referred = _referred_by_mondo(data)
    diseases = _by_term(table)
    for identifier, node in nodes.items():
        if len(node["name"]) > LONGEST or not _is_abnormality(identifier, nodes):
            continue
        entry = table.add(identifier, node["name"], "Phenotype", source="hp")
        entry.add_all(_short(node), SYNONYM, "hp")
        entry.parents = parents(node)
        same = _same(entry, diseases, table.by_xref(referred.get(identifier, "")))
        if same is not None:
            table.merge(entry, same)
        for xref in node.get("xrefs", ()):
            if xref["namespace"] == "MSH":
                table.hints[f"MESH:{xref['id']}"].append((same or entry).id)


def _is_abnormality(identifier: str, nodes: dict[str, dict[str, Any]]) -> bool:
    above = {identifier}
    while above and _ABNORMALITY not in above:
        above = {parent for one in above if one in nodes for parent in parents(nodes[one])}
    return bool(above)


def _referred_by_mondo(data: WheelData) -> dict[str, str]:
    """The disease that refers to a phenotype."""
    return {
        f"HP:{xref['id'].removeprefix('HP:')}": f"MONDO:{node['id']}"
        for node in obo(data, "mondo")
        for xref in node.get("xrefs", ())
        if xref["namespace"] == "HP"
    }


def _by_term(table: ConceptTable) -> dict[str, list[ConceptEntry]]:
    found: dict[str, list[ConceptEntry]] = defaultdict(list)
    for entry in table.of_type("Disease"):
        for key, term in entry.terms.items():
            if term.kind <= SYNONYM:
                found[key].append(entry)
    return found


def _same(
    phenotype: ConceptEntry, diseases: dict[str, list[ConceptEntry]], referring: list[ConceptEntry]
) -> ConceptEntry | None:
    """The one disease that a phenotype is, None if it is none or may be several."""
    (name,) = (key for key, term in phenotype.terms.items() if term.kind == NAME)
    called = diseases.get(name, [])
    named = [disease for disease in called if disease.terms[name].kind == NAME]
    sharing = [disease for disease in referring if not disease.terms.keys().isdisjoint(phenotype.terms)]
    for found in (named, sharing, called):
        if len(found) == 1:
            return found[0]
    return None


def read_mondo_xrefs(data: WheelData, table: ConceptTable) -> None:
    """MONDO's cross-references and older synonyms, and the Disease Ontology's terms through them."""
    for node in obo(data, "mondo"):
        entry = table.concepts.get(f"MONDO:{node['id']}")
        if entry is None:
            continue
        if not _SUSCEPTIBILITY.search(entry.name):
            entry.add_all(_short(node), SYNONYM, "MONDO")
        for xref in node.get("xrefs", ()):
            if xref["namespace"] in _REFERENCES:
                table.link(entry, f"{xref['namespace']}:{xref['id']}")
    for node in obo(data, "doid"):
        found = [entry for entry in table.by_xref(node["id"]) if entry.id.startswith("MONDO:")]
        if not found:
            continue
        found[0].add_all((node["name"], *_short(node)), SYNONYM, "doid")
        for xref in node.get("xrefs", ()):
            if xref["namespace"] in ("MESH", "OMIM"):
                table.link(found[0], f"{xref['namespace']}:{xref['id']}")


def _short(node: dict[str, Any]) -> list[str]:
    return [text for text in node.get("synonyms", ()) if len(text) <= LONGEST]


def part_from_organisms(table: ConceptTable) -> None:
    """Take the names of organisms from the synonyms of diseases: a virus is not the infection with it."""
    organisms = {key for entry in table.of_type("Organism") for key in entry.terms}
    for entry in table.of_type("Disease"):
        for key in organisms & entry.terms.keys():
            if entry.terms[key].kind > NAME:
                del entry.terms[key]
