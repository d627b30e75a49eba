"""How variants are written, and the one form that each comes to."""

from __future__ import annotations

import pytest

from claimgraph.extract.variant_names import find_variants, variant_form


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("V600E", "p.V600E"),
        ("Val600Glu", "p.V600E"),
        ("p.Val600Glu", "p.V600E"),
        ("p.(Val600Glu)", "p.V600E"),
        ("Val-600-Glu", "p.V600E"),
        ("valine 600 to glutamic acid", "p.V600E"),
        ("valine to glutamic acid at codon 600", "p.V600E"),
        ("glutamic acid for valine at position 600", "p.V600E"),
        ("codon 600, valine to glutamic acid", "p.V600E"),
        ("Q61X", "p.Q61*"),
        ("p.Gln61Ter", "p.Q61*"),
        ("p.Arg12fs", "p.R12fs"),
        ("R12fsX40", "p.R12fs"),
        ("ΔF508", "p.F508del"),
        ("F508del", "p.F508del"),
        ("p.G12G", "p.G12="),
        ("c.35G>A", "c.35G>A"),
        ("c. 35 G --> A", "c.35G>A"),
        ("-308G/A", "c.-308G>A"),
        ("+45T>C", "c.45T>C"),
        ("G-308A", "c.-308G>A"),
        ("C677T", "c.677C>T"),  # letters of nucleotides: a nucleotide's place rather than an amino acid's
        ("IVSII-1G>A", "c.IVS2-1G>A"),
        ("g.3318-6T>A", "g.3318-6T>A"),
        ("G>A at nucleotide 35", "c.35G>A"),
        ("35delG", "c.35delG"),
        ("c.35_36delAG", "c.35_36delAG"),
        ("del35G", "c.35delG"),
        ("1546-1547insC", "c.1546_1547insC"),
        ("(F508del)", "p.F508del"),
        ("c.3718-2477C>T", "c.3718-2477C>T"),  # a place in an intron, no stretch
        ("rs1800562", "rs1800562"),
        ("rs 1800562", "rs1800562"),
    ],
)
def test_names_of_one_change_have_one_form(name: str, form: str) -> None:
    assert variant_form(name) == form


@pytest.mark.parametrize(
    "name", ["a deletion", "Val/Ile", "32-bp deletion", "polymorphism at -511", "exon 4"]
)
def test_what_does_not_tell_the_change_and_its_place_has_no_form(name: str) -> None:
    assert variant_form(name) is None


def test_variants_are_found_where_nothing_else_is_written_so() -> None:
    text = (
        "Carriers of p.(Val600Glu), c.35delG or rs1800562 (T2, P53, CD4, H1N1; 5 h, p = 0.01; "
        "COL1A1, 10 mg/kg) had -308G>A."
    )
    found = [text[start:end] for start, end in find_variants(text)]
    assert found == ["p.(Val600Glu)", "c.35delG", "rs1800562", "-308G>A"]


def test_numbered_things_and_phosphorylated_sites_are_no_variants_and_finds_have_no_blanks() -> None:
    text = "Exon 19 del, Table 1 A>C, Thr 202/Tyr 204; c.235del (p.Leu79fs) and CFTR (F508del)."
    found = [text[start:end] for start, end in find_variants(text)]
    assert found == ["c.235del", "p.Leu79fs", "F508del"]
