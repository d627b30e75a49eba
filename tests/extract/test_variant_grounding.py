"""The identifiers of variants: numbers of dbSNP, or a gene that the text tells and the change."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from claimgraph.extract.claim import Concept, Mention
from claimgraph.extract.variant_grounding import ground_variants

BRAF, NRAS = (
    Concept("HGNC:1097", "BRAF", "GeneOrGeneProduct"),
    Concept("HGNC:7989", "NRAS", "GeneOrGeneProduct"),
)
NONE: Mapping[tuple[str, str], str] = MappingProxyType({})
HRAS = Concept("HGNC:5173", "HRAS", "GeneOrGeneProduct")
RAS = Concept("FPLX:RAS", "RAS", "GeneOrGeneProduct")


def grounded(
    text: str, *genes: Concept, variants: list[str], numbers: Mapping[tuple[str, str], str] = NONE
) -> list[str | None]:
    """The identifiers of variants in a text whose genes are named by their symbols."""
    mentions = [
        *(mention(text, gene.name, at, gene) for gene in genes for at in places(text, gene.name)),
        *(mention(text, name, at) for name in variants for at in places(text, name)),
    ]
    starts = [0, *(place + 2 for place in range(len(text)) if text[place : place + 2] == ". ")]
    done = ground_variants(sorted(mentions, key=lambda m: m.start), starts, numbers=numbers)
    assert [m.text for m in done] == [m.text for m in sorted(mentions, key=lambda m: m.start)]
    return [None if m.concept is None else m.concept.id for m in done if m.type == "Variant"]


def places(text: str, name: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(name, at)]


def mention(text: str, name: str, at: int, concept: Concept | None = None) -> Mention:
    type_ = "Variant" if concept is None else concept.type
    return Mention(start=at, end=at + len(name), text=name, type=type_, concept=concept, score=0.9)


def test_the_gene_nearest_in_the_sentence_is_the_changed_one() -> None:
    text = "BRAF V600E and NRAS Q61R were looked for."
    assert grounded(text, BRAF, NRAS, variants=["V600E", "Q61R"]) == ["HGVS:BRAF:p.V600E", "HGVS:NRAS:p.Q61R"]


def test_ways_of_writing_are_one_variant_and_have_the_gene_of_most_places() -> None:
    text = "BRAF V600E was found. BRAF Val600Glu is frequent. In NRAS, not V600E, was a change."
    found = grounded(text, BRAF, NRAS, variants=["V600E", "Val600Glu"])
    assert found == ["HGVS:BRAF:p.V600E"] * 3


def test_without_a_gene_in_the_sentence_it_is_the_one_that_the_document_names_most() -> None:
    text = "NRAS was normal. BRAF was sequenced. BRAF was changed. V600E was frequent."
    assert grounded(text, BRAF, NRAS, variants=["V600E"]) == ["HGVS:BRAF:p.V600E"]


def test_no_gene_no_identifier_but_a_reason() -> None:
    text = "RAS was looked at, and V600E found."  # a family: no one gene
    assert grounded(text, RAS, variants=["V600E"]) == [None]
    [lone] = ground_variants([mention("V600E", "V600E", 0)], [0], numbers={})
    assert "p.V600E" in lone.reason


def test_a_number_of_dbsnp_needs_no_gene() -> None:
    assert grounded("Carriers of rs1800562.", variants=["rs1800562"]) == ["DBSNP:rs1800562"]


def test_what_does_not_tell_the_change_stays_open() -> None:
    assert grounded("A BRAF deletion.", BRAF, variants=["deletion"]) == [None]


def test_a_gene_of_the_document_that_is_known_to_be_changed_so_goes_first_and_tells_the_number() -> None:
    text = "V600E was said near NRAS, and BRAF named."
    numbers = {("BRAF", "p.V600E"): "rs7"}
    assert grounded(text, BRAF, NRAS, variants=["V600E"], numbers=numbers) == ["DBSNP:rs7"]
    assert grounded("NRAS V600E.", NRAS, variants=["V600E"], numbers=numbers) == ["HGVS:NRAS:p.V600E"]


def test_one_change_in_two_genes_is_two_variants() -> None:
    text = "NRAS Q61R was seen. HRAS Q61R was seen, too."
    found = grounded(text, NRAS, HRAS, variants=["Q61R"])
    assert found == ["HGVS:NRAS:p.Q61R", "HGVS:HRAS:p.Q61R"]


def test_letters_of_nucleotides_are_amino_acids_beside_other_changes_of_proteins() -> None:
    text = "BRAF G12C, BRAF V600E."
    assert grounded(text, BRAF, variants=["G12C", "V600E"]) == ["HGVS:BRAF:p.G12C", "HGVS:BRAF:p.V600E"]
    assert grounded("BRAF G12C.", BRAF, variants=["G12C"]) == ["HGVS:BRAF:c.12G>C"]
