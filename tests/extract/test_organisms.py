"""Whose genes a text means."""

from __future__ import annotations

import pytest

from claimgraph.extract.organism_words import organism_evidence, organism_names, organism_words
from claimgraph.extract.organisms import ORGANISMS, Organism, TextOrganisms, read_organism_weights


def organism(text: str, name: str) -> Organism:
    start = text.index(name)
    return TextOrganisms(text, {(start, start + len(name)): name}).of(name)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("TNF was high in patients with gout.", "TNF", "human"),
        ("Mice that lack Tnf were lean.", "Tnf", "mouse"),
        ("Wistar rats were given insulin, and rats had less leptin.", "leptin", "rat"),
        ("TNF was there.", "TNF", "human"),
    ],
)
def test_words_and_spelling_tell_the_organism(text: str, name: str, expected: str) -> None:
    found = organism(text, name)
    assert found.name == expected
    assert found.foreign <= 0


def test_genes_of_an_organism_that_the_lexicon_lacks_are_foreign() -> None:
    assert organism("In Drosophila, Dpp acts in the wing of flies.", "Dpp").foreign > 0
    assert organism("The yeast Saccharomyces cerevisiae needs Gdt1p.", "Gdt1p").foreign > 0


def test_human_homologues_of_foreign_genes_are_human() -> None:
    text = "We cloned human QF1, a homologue of a Drosophila gene. Human QF1 is in patients, and human cells need QF1."
    found = organism(text, "QF1")
    assert (found.name, found.foreign) == ("human", pytest.approx(found.foreign))
    assert found.foreign <= 0


def test_a_name_has_one_organism_in_all_its_spellings() -> None:
    text = "Mice lack Tnf. Later TNF rose in these mice."
    organisms = TextOrganisms(text, {(10, 13): "Tnf", (21, 24): "TNF"})
    assert organisms.of("TNF") is organisms.of("Tnf")


def test_two_names_may_have_two_organisms() -> None:
    text = "In mice, Ifng rose. In patients with gout, human TNF was high."
    names = {(9, 13): "Ifng", (49, 52): "TNF"}
    organisms = TextOrganisms(text, names, [0, 20])
    assert [organisms.of(text[start:end]).name for start, end in names] == ["mouse", "human"]


def test_weights_decide() -> None:
    text = "Mice had TNF."
    only_rat = {"mouse named": (0.0, 0.0, 2.6, 1.0)}
    found = TextOrganisms(text, {(9, 12): "TNF"}, weights=only_rat).of("TNF")
    assert found == Organism("rat", 2.0, -2.0)


def test_every_weight_has_an_organism() -> None:
    assert {len(weights) for weights in read_organism_weights().values()} == {len(ORGANISMS)}


def test_words_are_found_where_they_stand() -> None:
    text = "Mouse-derived cells, C57BL/6 and two-hybrid"
    assert [(text[one.start : one.end], one.organism) for one in organism_words(text)] == [
        ("Mouse-derived", "mouse"),
        ("C57BL/6", "mouse"),
        ("two-hybrid", "other"),
    ]


def test_evidence_sums_all_that_is_not_named() -> None:
    found = organism_evidence("A rat, two rats, a pig and a fly were no people; flies were.")
    assert found == {"human": 1.0, "mouse": 0.0, "rat": 2.0, "other": 2.0}


def test_hints_are_no_names_of_organisms() -> None:
    assert organism_names()["murine"] == "mouse"
    assert "knockout" not in organism_names()
    assert "yeast" not in organism_names()
