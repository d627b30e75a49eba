"""Numbers of rat genes, collected from annotated texts."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.claim import Mention
from claimgraph.extract.components.grounder import Grounder
from claimgraph.extract.knowledge import Knowledge
from claimgraph.extract.learn_gene_numbers import agreed, numbers_of, write_gene_numbers
from claimgraph.extract.ranking import read_weights
from claimgraph.extract.ranking_choices import Taught
from claimgraph.models.lexicon import Lexicon
from claimgraph.models.lexicon_tables import read_extra_xrefs
from claimgraph.models.lexicon_terms import ConceptTable

UNKNOWN = "NCBIGene:999999999"


@pytest.fixture(scope="module")
def grounder() -> Grounder:
    return Grounder(Knowledge(Lexicon.open(), read_weights(), {}))


def taught(text: str, names: dict[str, tuple[str, ...]]) -> Taught:
    """A document whose genes have these identifiers."""
    declare_attributes()
    doc: Doc = spacy.blank("en")(text)
    doc._.abbreviations = ()
    places = {name: (text.index(name), text.index(name) + len(name)) for name in names}
    doc._.mentions = tuple(
        Mention(start=start, end=end, text=name, type="GeneOrGeneProduct")
        for name, (start, end) in sorted(places.items(), key=lambda item: item[1])
    )
    ids = {(*places[name], "GeneOrGeneProduct"): known for name, known in names.items()}
    return Taught("biored", "1", doc, ids)


def test_a_number_that_no_source_has_is_that_of_the_rats_gene_of_that_name(grounder: Grounder) -> None:
    text = "In Wistar rats, Bdnf rose and the mTOR inhibitor did not change Casp3 or Stat3."
    names = {"Bdnf": (UNKNOWN,), "Casp3": ("NCBIGene:836",), "Stat3": (UNKNOWN, "NCBIGene:1")}
    assert list(numbers_of(taught(text, names), grounder)) == [("1", UNKNOWN, "RGD:2202")]


def test_a_human_name_in_a_text_about_rats_stands_for_the_rats_gene(grounder: Grounder) -> None:
    text = "Patients were not studied; in rats the expression of insulin was."
    (told,) = numbers_of(taught(text, {"insulin": (UNKNOWN,)}), grounder)
    assert told == ("1", UNKNOWN, "RGD:2916")


@pytest.mark.parametrize(
    "text",
    [
        "In mice and in rats, Bdnf rose.",  # as much of mice
        "In yeast cells, Bdnf of yeast and of rats was made.",
        "Bdnf rose in neurons.",
    ],
)
def test_a_text_that_is_not_about_rats_before_all_tells_nothing(text: str, grounder: Grounder) -> None:
    assert not list(numbers_of(taught(text, {"Bdnf": (UNKNOWN,)}), grounder))


def test_a_gene_has_one_number_and_a_number_must_be_agreed_on() -> None:
    told = [
        ("1", "N:1", "RGD:1"),
        ("2", "N:1", "RGD:1"),
        ("3", "N:2", "RGD:1"),
        ("4", "N:3", "RGD:3"),
        ("5", "N:3", ""),
        ("6", "N:4", "RGD:4"),
    ]
    assert agreed(told) == {"N:1": "RGD:1", "N:4": "RGD:4"}


def test_of_two_numbers_of_a_gene_the_shorter_is_no_copys() -> None:
    told = [("1", "N:100", "RGD:1"), ("1", "N:100", "RGD:1"), ("2", "N:24", "RGD:1")]
    assert agreed(told) == {"N:24": "RGD:1"}


def test_the_lexicon_is_built_with_what_is_written(tmp_path: Path) -> None:
    write_gene_numbers(tmp_path / "numbers.tsv", {UNKNOWN: "RGD:2202"}, Lexicon.open())
    table = ConceptTable()
    table.add("RGD:2202", "Bdnf", "GeneOrGeneProduct", source="RGD")
    read_extra_xrefs(table, tmp_path / "numbers.tsv")
    (gene,) = table.by_xref(UNKNOWN)
    assert gene.id == "RGD:2202"
    assert f"{UNKNOWN}\tRGD:2202\tBdnf\n" in (tmp_path / "numbers.tsv").read_text(encoding="utf-8")
