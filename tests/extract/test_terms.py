"""Mentions completed by terms of the lexicon, by definitions and by what stands around them."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from claimgraph.extract.abbreviation_pairs import find_pairs
from claimgraph.extract.claim import Abbreviation, Mention
from claimgraph.extract.components.lexicon_marks import LexiconMarks
from claimgraph.extract.components.terms import Terms
from claimgraph.extract.components.tokenizer import biomedical_tokenizer
from claimgraph.extract.marked_terms import TERM_SCORE
from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.models.lexicon import Lexicon

TOKENIZE = biomedical_tokenizer(spacy.blank("en"))
GENE, CHEMICAL, CELL, DISEASE = "GeneOrGeneProduct", "Chemical", "CellType", "Disease"


@pytest.fixture(scope="module")
def marks() -> LexiconMarks:
    return LexiconMarks(Lexicon.open())


def completed(
    marks: LexiconMarks, text: str, *recognised: tuple[str, str], terms: Terms | None = None
) -> list[tuple[str, str]]:
    """The mentions of a text with those given as recognised, as (text, type)."""
    doc = marks(TOKENIZE(text))
    doc._.abbreviations = tuple(Abbreviation(short=pair.short, long=pair.long) for pair in find_pairs(text))
    doc._.mentions = tuple(
        Mention(start=text.index(name), end=text.index(name) + len(name), text=name, type=kind, score=0.9)
        for name, kind in recognised
    )
    return pairs((terms or Terms())(doc))


def pairs(doc: Doc) -> list[tuple[str, str]]:
    assert all(doc.text[m.start : m.end] == m.text for m in doc._.mentions)
    assert list(doc._.mentions) == sorted(doc._.mentions, key=lambda m: (m.start, -m.end))
    return [(m.text, m.type) for m in doc._.mentions]


def test_terms_that_nothing_overlaps_are_added(marks: LexiconMarks) -> None:
    text = "IL-2 expands regulatory T cells in sarcoidosis with hypotension."
    assert completed(marks, text, ("IL-2", GENE)) == [
        ("IL-2", GENE),
        ("regulatory T cells", CELL),
        ("sarcoidosis", DISEASE),
        ("hypotension", DISEASE),
    ]


def test_a_term_takes_the_place_of_its_parts_of_the_same_type_only(marks: LexiconMarks) -> None:
    text = "Few regulatory T cells were seen."
    assert completed(marks, text, ("T cells", CELL)) == [("regulatory T cells", CELL)]
    assert completed(marks, text, ("T cells", DISEASE)) == [("T cells", DISEASE)]
    assert completed(marks, text, ("Few regulatory T cells", CELL)) == [("Few regulatory T cells", CELL)]


def test_a_cell_type_holds_the_molecule_that_begins_it_and_replaces_a_cell_line(marks: LexiconMarks) -> None:
    text = "Few regulatory T cells were seen."
    assert completed(marks, text, ("regulatory", GENE)) == [
        ("regulatory T cells", CELL),
        ("regulatory", GENE),
    ]
    assert completed(marks, text, ("regulatory", GENE), ("T cells", "CellLine")) == [
        ("regulatory T cells", CELL),
        ("regulatory", GENE),
    ]
    assert completed(marks, text, ("T cells", GENE)) == [("T cells", GENE)]


def test_a_molecule_that_begins_anothers_name_stands_within_it(marks: LexiconMarks) -> None:
    text = "A superoxide dismutase mimetic and an estrogen receptor were studied."
    assert completed(marks, text, ("superoxide", "Chemical"), ("estrogen", "Chemical")) == [
        ("superoxide dismutase mimetic", "Chemical"),
        ("superoxide dismutase", GENE),
        ("superoxide", "Chemical"),
        ("estrogen receptor", GENE),
        ("estrogen", "Chemical"),
    ]
    assert completed(marks, text, ("receptor", GENE))[-1] == ("estrogen receptor", GENE)


def test_genes_and_chemicals_of_one_word_are_left_to_the_recogniser(marks: LexiconMarks) -> None:
    text = "Glycine with IL-2."
    assert completed(marks, text) == []
    everything = completed(marks, text, terms=Terms(ENTITY_TYPES))
    assert ("Glycine", CHEMICAL) in everything
    assert ("IL-2", GENE) in everything


def test_a_generic_name_is_a_drug_without_a_recogniser(marks: LexiconMarks) -> None:
    assert completed(marks, "Pain fell with adalimumab as a group.")[1:] == [("adalimumab", CHEMICAL)]


def test_what_is_recognised_once_is_a_mention_at_its_other_places(marks: LexiconMarks) -> None:
    assert (
        completed(marks, "Glycine rose; Glycine fell.", ("Glycine", CHEMICAL)) == [("Glycine", CHEMICAL)] * 2
    )
    # only where the lexicon has it with that type
    assert completed(marks, "Glycine rose; Glycine fell.", ("Glycine", CELL)) == [("Glycine", CELL)]


def test_only_a_noun_is_a_term(marks: LexiconMarks) -> None:
    doc = marks(Doc(TOKENIZE.vocab, words=["Signs", "of", "sarcoidosis", "."], tags=["NNS", "IN", "JJ", "."]))
    assert DISEASE not in {m.type for m in Terms()(doc)._.mentions}
    doc[2].tag_ = "NN"
    doc._.mentions = ()
    assert ("sarcoidosis", DISEASE) in pairs(Terms()(doc))


def test_a_short_word_is_no_disease(marks: LexiconMarks) -> None:
    doc = marks(Doc(TOKENIZE.vocab, words=["We", "gave", "it", "."], tags=["PRP", "NN", "PRP", "."]))
    assert pairs(Terms()(doc)) == []


def test_no_term_reaches_over_the_end_of_a_sentence(marks: LexiconMarks) -> None:
    # looked up without its signs, this would be cell death
    assert "cell. Death" not in dict(completed(marks, "It killed the cell. Death followed."))


def test_no_term_has_half_a_bracket(marks: LexiconMarks) -> None:
    found = completed(marks, "(in the cell) death was seen")
    assert not any(text.count("(") != text.count(")") for text, _ in found)


def test_added_terms_carry_their_score(marks: LexiconMarks) -> None:
    doc = Terms()(marks(TOKENIZE("Melanoma.")))
    assert [mention.score for mention in doc._.mentions] == [TERM_SCORE]


@pytest.mark.parametrize("recognised", [[], [("WCS", GENE)]])  # the definition corrects what was recognised
def test_a_short_form_has_the_type_of_its_definition_everywhere(
    marks: LexiconMarks, recognised: list[tuple[str, str]]
) -> None:
    text = "Widget cell syndrome (WCS) is rare. WCS was seen."
    found = completed(marks, text, ("Widget cell syndrome", DISEASE), *recognised)
    assert found == [("Widget cell syndrome", DISEASE), ("WCS", DISEASE), ("WCS", DISEASE)]


def test_a_name_with_its_short_form_inside_is_one_mention(marks: LexiconMarks) -> None:
    found = completed(marks, "High doses of interleukin (IL)-2 work.", ("interleukin", GENE))
    assert found[0] == ("interleukin (IL)-2", GENE)


def test_what_acts_on_a_gene_is_a_chemical_beside_it(marks: LexiconMarks) -> None:
    text = "The superoxide dismutase mimetic helped."
    assert completed(marks, text, ("superoxide dismutase", GENE)) == [
        ("superoxide dismutase mimetic", CHEMICAL),
        ("superoxide dismutase", GENE),
    ]
    assert completed(marks, "The melanoma inhibitor helped.", ("melanoma", DISEASE)) == [
        ("melanoma", DISEASE)
    ]


def test_antibodies_are_named_by_what_they_are_against(marks: LexiconMarks) -> None:
    text = "We gave anti-CD3/anti-human CD28 monoclonal antibodies and an antibody."
    assert completed(marks, text, ("CD3", GENE), ("CD28", GENE), ("monoclonal antibodies", CHEMICAL)) == [
        ("anti-CD3", CHEMICAL),
        ("CD3", GENE),
        ("anti-human CD28 monoclonal antibodies", CHEMICAL),
        ("CD28", GENE),
    ]
    assert completed(marks, "Anti-CD3/CD28 antibodies act.", ("CD3", GENE), ("CD28", GENE)) == [
        ("Anti-CD3/CD28 antibodies", CHEMICAL),
        ("CD3", GENE),
        ("CD28", GENE),
    ]
    assert completed(marks, "Anti-CD3/anti-CD28 antibodies act.", ("CD3", GENE), ("CD28", GENE)) == [
        ("Anti-CD3", CHEMICAL),
        ("CD3", GENE),
        ("anti-CD28 antibodies", CHEMICAL),
        ("CD28", GENE),
    ]
    assert completed(marks, "Anti-CD3 and anti-XY-7 antibodies act.", ("CD3", GENE)) == [
        ("Anti-CD3", CHEMICAL),
        ("CD3", GENE),
        ("anti-XY-7 antibodies", CHEMICAL),
    ]
    assert completed(marks, "The CD3 antibody bound.", ("CD3", GENE)) == [("CD3", GENE)]
    assert completed(marks, "Anti-CD3 therapy failed.", ("CD3", GENE)) == [("CD3", GENE)]
    titer = ("antibody titer", "Phenotype")
    assert completed(marks, "The anti-CD3 antibody titer rose.", ("CD3", GENE), titer) == [
        ("CD3", GENE),
        titer,
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Loss of VHL was seen.", GENE),
        ("VHL binds it.", GENE),
        ("We saw VHL in all.", DISEASE),
        ("A von Hill lesion (VHL) was seen, and VHL protein.", DISEASE),  # defined
    ],
)
def test_a_symbol_is_the_gene_where_the_text_speaks_of_a_gene(
    marks: LexiconMarks, text: str, kind: str
) -> None:
    assert ("VHL", kind) in completed(marks, text, ("VHL", DISEASE))


def test_words_that_name_nothing_in_particular_are_dropped(marks: LexiconMarks) -> None:
    assert completed(marks, "Cells of animals grew.", ("Cells", CELL), ("animals", "Organism")) == []


def test_verbs_name_nothing(marks: LexiconMarks) -> None:
    words = ["Tregs", "secreted", "PRINS", "after", "poisoning", "and", "secretion", "."]
    doc = marks(Doc(TOKENIZE.vocab, words=words, tags=["NNS", "VBD", "VB", "IN", "VBG", "CC", "NN", "."]))
    types = ["BiologicalProcess", GENE, DISEASE, "BiologicalProcess"]
    doc._.mentions = tuple(
        Mention(start=doc[i].idx, end=doc[i].idx + len(doc[i]), text=doc[i].text, type=kind, score=0.9)
        for i, kind in zip((1, 2, 4, 6), types, strict=True)
    )
    found = [text for text, _ in pairs(Terms()(doc))]
    assert found == ["Tregs", "PRINS", "poisoning"]  # "secretion" is too general a word


def test_parts_of_longer_names_stay_only_where_they_are_things_of_their_own(marks: LexiconMarks) -> None:
    text = "Some CD4 positive widget cells died."
    outer = ("CD4 positive widget cells", CELL)
    assert completed(marks, text, outer, ("CD4", GENE)) == [outer, ("CD4", GENE)]
    assert completed(marks, text, outer, ("widget cells", CELL)) == [outer]


def test_nothing_comes_of_nothing(marks: LexiconMarks) -> None:
    assert completed(marks, "") == []
    assert completed(marks, "  \n ") == []
    assert pairs(Terms()(TOKENIZE("Melanoma without marks."))) == []


def test_immunosuppression_is_a_process_here(marks: LexiconMarks) -> None:
    assert completed(marks, "IL-10 causes immunosuppression.") == [("immunosuppression", "BiologicalProcess")]


def test_what_can_only_be_a_variant_is_one_and_takes_the_place_of_its_parts(marks: LexiconMarks) -> None:
    text = "Carriers of c.35delG had GJB2 changes."
    assert completed(marks, text) == [("c.35delG", "Variant")]
    assert completed(marks, text, ("35delG", "Variant"), ("G", CHEMICAL)) == [("c.35delG", "Variant")]


def test_a_variant_stays_where_it_is_held_and_crosses_nothing_of_another_type(marks: LexiconMarks) -> None:
    text = "Carriers of c.35delG had GJB2 changes."
    assert completed(marks, text, ("of c.35delG", "Variant")) == [("of c.35delG", "Variant")]
    held = completed(marks, text, ("c.35delG had GJB2", GENE))
    assert held == [("c.35delG had GJB2", GENE), ("c.35delG", "Variant")]
    assert completed(marks, text, ("35delG had GJB2", GENE)) == [("35delG had GJB2", GENE)]
