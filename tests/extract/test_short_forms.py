"""Short forms after their definition."""

from __future__ import annotations

from claimgraph.extract.abbreviation_pairs import find_pairs
from claimgraph.extract.claim import Abbreviation
from claimgraph.extract.short_forms import short_form_mentions, spelled_out

TEXT = (
    "IL-2 in disease.\nHigh-dose interleukin (IL)-2 expands regulatory T cells (Tregs). "
    "A Treg is not an IL-10 source, but ILs are. Tregs were not T cells."
)


def places(text: str, *, earlier: bool = False) -> list[tuple[str, str]]:
    mentions = short_form_mentions(text, find_pairs(text), earlier=earlier)
    return [(text[mention.start : mention.end], text[slice(*mention.long)]) for mention in mentions]


def test_later_places_have_their_long_form() -> None:
    assert places(TEXT) == [
        ("Treg", "regulatory T cells"),
        ("IL", "interleukin"),
        ("ILs", "interleukin"),
        ("Tregs", "regulatory T cells"),
    ]


def test_earlier_places_on_demand() -> None:
    assert places(TEXT, earlier=True)[0] == ("IL", "interleukin")
    assert len(places(TEXT, earlier=True)) == len(places(TEXT)) + 1


def test_single_letters_count_only_alone() -> None:
    text = "We measured testosterone (T) in men. T-cell counts and anti-T sera were stable while T rose."
    mentions = short_form_mentions(text, find_pairs(text))
    assert [mention.start for mention in mentions] == [text.index("T rose")]


def test_last_definition_before_a_place_counts() -> None:
    text = "Atrial fibrillation (AF) and AF. Amniotic fluid (AF) and AF."
    assert [long for _, long in places(text)] == ["Atrial fibrillation", "Amniotic fluid"]


def test_compound_and_inner_bracket_read_alike() -> None:
    pairs = find_pairs(TEXT)
    start = TEXT.index("interleukin")
    assert spelled_out(TEXT, start, start + len("interleukin (IL)-2"), pairs) == "interleukin-2"
    assert spelled_out(TEXT, 0, 4, pairs) == "interleukin-2"
    assert spelled_out(TEXT, 5, 15, pairs) == TEXT[5:15]


def test_abbreviations_of_a_document_serve_as_well() -> None:
    pairs = find_pairs(TEXT)
    abbreviations = tuple(Abbreviation(short=pair.short, long=pair.long) for pair in reversed(pairs))
    assert short_form_mentions(TEXT, abbreviations) == short_form_mentions(TEXT, pairs)


def test_text_without_definitions_has_none() -> None:
    assert short_form_mentions("IL-2 is here.", ()) == ()
    assert spelled_out("IL-2 is here.", 0, 4, ()) == "IL-2"
