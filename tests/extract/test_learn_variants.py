"""Numbers in dbSNP, collected from annotated texts."""

from __future__ import annotations

from pathlib import Path

from claimgraph.extract.benchmark.gold import GoldDocument, GoldEntity
from claimgraph.extract.learn_variants import most_told, numbers_of
from claimgraph.extract.variant_numbers import NUMBERS, write_numbers
from claimgraph.extract.word_list import read_rows
from claimgraph.models.lexicon import Lexicon

TEXT = "BRAF V600E and a NRAS change, Q61R, were found with rs99 and a deletion."


def entity(name: str, type_: str, *ids: str) -> GoldEntity:
    return GoldEntity(TEXT.index(name), TEXT.index(name) + len(name), type_, ids)


def test_a_written_change_of_a_named_gene_gets_the_number_that_the_corpus_gives_it() -> None:
    genes = (
        entity("BRAF", "GeneOrGeneProduct", "NCBIGene:673"),
        entity("NRAS", "GeneOrGeneProduct", "NCBIGene:4893"),
    )
    variants = (
        entity("V600E", "SequenceVariant", "DBSNP:rs1"),
        entity("Q61R", "SequenceVariant", "c|SUB|A|182|G;Gene:4893;RS#:2;Disease:D1"),
        entity("rs99", "SequenceVariant", "DBSNP:rs99"),  # a number already
        entity("a deletion", "SequenceVariant", "DBSNP:rs5"),  # does not tell the change
    )
    document = GoldDocument(id="1", group="1", text=TEXT, entities=(*genes, *variants))
    found = set(numbers_of(document, "biored", Lexicon.open()))
    assert found == {("BRAF", "p.V600E", "rs1"), ("NRAS", "p.Q61R", "rs2")}


def test_of_two_numbers_told_equally_often_none_is_taken() -> None:
    told = [("BRAF", "p.V600E", "rs1"), ("BRAF", "p.V600E", "rs2"), ("NRAS", "p.Q61R", "rs3")]
    assert most_told(told) == {("NRAS", "p.Q61R"): "rs3"}


def test_the_list_is_written_as_it_is_read(tmp_path: Path) -> None:
    rows = read_rows(NUMBERS)
    write_numbers(tmp_path / NUMBERS, {(gene, form): number for gene, form, number in reversed(rows)})
    lines = (tmp_path / NUMBERS).read_text(encoding="utf-8").splitlines()
    assert [tuple(line.split("\t")) for line in lines if not line.startswith("#")] == list(rows)
    assert rows
