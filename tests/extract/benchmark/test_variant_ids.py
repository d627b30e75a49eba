"""Variants as corpora write them, in the form of our records."""

from __future__ import annotations

import pytest

from claimgraph.extract.benchmark.variant_ids import curie_of_tmvar, without_gene


@pytest.mark.parametrize(
    ("identifier", "curie"),
    [
        ("rs1800562", "DBSNP:rs1800562"),
        ("p|SUB|V|600|E", "HGVS:p.V600E"),
        ("p|SUB|Q|61|X", "HGVS:p.Q61*"),
        ("c|SUB|G|-308|A", "HGVS:c.-308G>A"),
        ("c|SUB|T|+45|C", "HGVS:c.45T>C"),
        ("c|DEL|35|G", "HGVS:c.35delG"),
        ("c|INS|1546_1547|C", "HGVS:c.1546_1547insC"),
        ("p|DEL|508|F", "HGVS:p.F508del"),
        ("p|FS|R|12||", "HGVS:p.R12fs"),
    ],
)
def test_notation_of_corpora(identifier: str, curie: str) -> None:
    assert curie_of_tmvar(identifier) == curie


@pytest.mark.parametrize(
    "identifier", ["p|Allele|M|235", "c|SUB|C||T", "MESH:D008545", "D008545", "c|DEL||32"]
)
def test_what_tells_no_change_at_a_place_is_left_as_it_is(identifier: str) -> None:
    assert curie_of_tmvar(identifier) is None


def test_our_identifiers_lose_their_genes_and_others_nothing() -> None:
    assert without_gene("HGVS:BRAF:p.V600E") == "HGVS:p.V600E"
    assert without_gene("HGVS:p.V600E") == "HGVS:p.V600E"
    assert without_gene("HGNC:1097") == "HGNC:1097"
