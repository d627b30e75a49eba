"""Tokens of biomedical text: names are tokens of their own, and no character is lost."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer

from claimgraph.extract.components.tokenizer import biomedical_tokenizer

TOKENIZE = biomedical_tokenizer(spacy.blank("en"))
PIECES = [
    "IL-2",
    "-",
    "/",
    "+",
    "(",
    ")",
    " ",
    "  ",
    "\n",
    "β",
    "κB",
    "T",
    "cells",
    ".",
    ",",
    "<",
    "=",
    "0.05",
    "mg",
]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        # compounds: the name is cut out, a name's own hyphen stays
        ("IL-2-based", "IL-2 - based"),
        ("COX-2-dependent", "COX-2 - dependent"),
        ("IFN-γ-producing", "IFN-γ - producing"),
        ("TNFα-induced", "TNFα - induced"),
        ("anti-PD-1", "anti - PD-1"),
        ("non-small-cell", "non - small - cell"),
        ("interleukin-2", "interleukin-2"),
        ("TGF-beta", "TGF-beta"),
        ("NF-κB", "NF-κB"),
        ("HLA-DR", "HLA-DR"),
        # slashes: between names, not in units
        ("TGF-β/Smad", "TGF-β / Smad"),
        ("p65/p50", "p65 / p50"),
        ("5 mg/kg", "5 mg/kg"),
        ("BRCA1/2", "BRCA1/2"),
        # brackets and signs
        ("interleukin (IL)-2", "interleukin ( IL ) -2"),
        ("CD4+CD25+ T cells", "CD4 + CD25 + T cells"),
        ("Ca2+", "Ca2 +"),
        ("-/-", "-/-"),
        ("Myd88-/- mice", "Myd88 -/- mice"),
        # statistics and amounts
        ("p<0.05", "p < 0.05"),
        ("(P = .03).", "( P = .03 ) ."),
        ("95% CI, 1.2-3.4", "95 % CI , 1.2-3.4"),
        ("10µg", "10 µg"),
        # ends of sentences, with and without the space
        ("CsA. The", "CsA . The"),
        ("mg.The", "mg . The"),
        ("IL-2.", "IL-2 ."),
        ("et al. found", "et al. found"),
        ("the mice's", "the mice 's"),
    ],
)
def test_names_are_tokens_of_their_own(text: str, tokens: str) -> None:
    assert [token.text for token in TOKENIZE(text)] == tokens.split()


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)))
def test_tokens_and_spaces_give_the_text_back(text: str) -> None:
    doc = TOKENIZE(text)
    assert "".join(token.text_with_ws for token in doc) == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@given(
    st.lists(
        st.sampled_from(
            [
                *PIECES,
                "et",
                "al.",
                "e.g.",
                "Jan.",
                "\t",
                "\u00a0",
                "x",
                "cells",
                "25",
                "(",
                ")",
                ":",
                "),",
                " ",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_remembered_cuts_are_those_of_spacy(text: str) -> None:
    own, plain = TOKENIZE(text), Tokenizer.__call__(TOKENIZE, text)
    attributes = ["ORTH", "SPACY", "NORM"]
    assert own.to_array(attributes).tolist() == plain.to_array(attributes).tolist()


def test_an_exception_that_comes_later_counts() -> None:
    tokenize = biomedical_tokenizer(spacy.blank("en"))
    before = [token.text for token in tokenize("p.o. daily")]
    tokenize.add_special_case("p.o.", [{ORTH: "p."}, {ORTH: "o."}])
    assert before == ["p.o", ".", "daily"]
    assert [token.text for token in tokenize("p.o. daily")] == ["p.", "o.", "daily"]


def test_a_trained_pipeline_keeps_the_cuts() -> None:
    nlp = spacy.blank(
        "en", config={"nlp": {"tokenizer": {"@tokenizers": "claimgraph.BiomedicalTokenizer.v1"}}}
    )
    again = spacy.blank("en").from_bytes(nlp.to_bytes())
    text = "CD4+CD25+ cells of Myd88-/- mice (IL-2-based, p<0.05)."
    assert [token.text for token in again(text)] == [token.text for token in nlp(text)]
    assert len(nlp(text)) == 19
