"""One name, with and without a text around it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.extract.ground_name import ground
from claimgraph.extract.pipeline import load

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def test_a_name_alone(nlp: Language) -> None:
    first, *_ = ground("IL-2", nlp=nlp)
    assert first.concept is not None
    assert first.concept.id == "HGNC:6001"
    assert 0.5 < first.score <= 1
    assert first.reason


def test_the_context_defines_it(nlp: Language) -> None:
    text = "Widgets were given to patients with retinal capillary crinkling (RCC). RCC came back."
    [found] = ground(
        "RCC", nlp=nlp, context="Renal cell carcinoma (RCC) grows slowly.", entity_type="Disease"
    )
    assert found.concept is not None
    assert found.concept.id == "MONDO:0005086"
    assert "renal cell carcinoma" in found.reason.lower()
    [other] = ground("RCC", nlp=nlp, context=text, entity_type="Disease")
    assert other.concept is None or other.concept.id != "MONDO:0005086"


def test_a_context_that_lacks_the_name_still_tells_the_organism(nlp: Language) -> None:
    [mouse] = ground(
        "Tnf", nlp=nlp, context="Mice and murine cells of mice.", entity_type="GeneOrGeneProduct"
    )
    assert mouse.concept is not None
    assert mouse.concept.id.startswith("MGI:")


def test_an_unknown_name_says_so(nlp: Language) -> None:
    [found] = ground("zzqx-foo", nlp=nlp, entity_type="Chemical")
    assert (found.concept, found.reason) == (None, "no such term")


def test_a_name_within_a_word_is_not_it(nlp: Language) -> None:
    [found] = ground(
        "IL", nlp=nlp, context="The MILAN trial. Interleukin (IL) was given.", entity_type="GeneOrGeneProduct"
    )
    assert found.start == len("The MILAN trial. Interleukin (")


def test_a_name_that_nothing_knows_has_no_type(nlp: Language) -> None:
    [found] = ground("zzqx", nlp=nlp)
    assert (found.type, found.concept) == ("", None)
    assert found.reason


def test_long_nonsense_is_answered_at_once(nlp: Language) -> None:
    [found] = ground("a" * 20_000, nlp=nlp, entity_type="GeneOrGeneProduct")
    assert found.concept is None


def test_a_list_is_taken_apart(nlp: Language) -> None:
    found = ground("IL-2 and -15", nlp=nlp, entity_type="GeneOrGeneProduct")
    assert {one.concept.id for one in found if one.concept} == {"HGNC:6001", "HGNC:5977"}


def test_a_type_that_is_none_and_an_empty_name(nlp: Language) -> None:
    with pytest.raises(ValueError, match="no entity type 'Gene'"):
        ground("IL-2", nlp=nlp, entity_type="Gene")
    with pytest.raises(ValueError, match="no name"):
        ground("  ", nlp=nlp)
