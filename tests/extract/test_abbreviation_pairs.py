"""Definitions of abbreviations in plain text."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.abbreviation_alignment import align
from claimgraph.extract.abbreviation_letters import letters_of
from claimgraph.extract.abbreviation_pairs import find_pairs, is_short_form
from claimgraph.settings import shared_folder


def found(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*pair.short)], text[slice(*pair.long)]) for pair in find_pairs(text)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Patients with renal cell carcinoma (RCC) were seen.", "RCC", "renal cell carcinoma"),
        ("We gave IL-6 (interleukin-6) to mice.", "IL-6", "interleukin-6"),
        ("High-dose interleukin (IL)-2 is toxic.", "IL", "interleukin"),
        ("Natural regulatory T cells (Tregs) suppress.", "Tregs", "regulatory T cells"),
        ("Natural regulatory T cells (T-regs) suppress.", "T-regs", "regulatory T cells"),
        ("The T regulatory (Treg) cells suppress.", "Treg", "T regulatory"),
        ("Active transforming growth factor-β (TGF-β) rose.", "TGF-β", "transforming growth factor-β"),
        ("Active transforming growth factor-beta (TGF-β) rose.", "TGF-β", "transforming growth factor-beta"),
        ("The odds ratio [OR] was high.", "OR", "odds ratio"),
        ("It was high (adjusted odds ratio [aOR], 3.1).", "aOR", "adjusted odds ratio"),
        ("With acute kidney injury (AKI; stage 2) at entry.", "AKI", "acute kidney injury"),
        ("With acute kidney injury (AKI, n = 12) at entry.", "AKI", "acute kidney injury"),
        ("Graft loss (delayed graft function, DGF) was rare.", "DGF", "delayed graft function"),
        ("We used tandem mass spectrometry (abbreviated TMS).", "TMS", "tandem mass spectrometry"),
        ("A lipopolysaccharide (LPS) challenge.", "LPS", "lipopolysaccharide"),
        ("Two-dimensional (2D) gels were run.", "2D", "Two-dimensional"),
        ("Then 2,4-dinitrophenol (DNP) was added.", "DNP", "2,4-dinitrophenol"),
        ("Their tidal volume (V(T)) fell.", "V(T)", "tidal volume"),
        ("The intracellular pH (pHi) fell.", "pHi", "intracellular pH"),
        ("Endothelial nitric oxide synthase (eNOS) was low.", "eNOS", "Endothelial nitric oxide synthase"),
        ("Quality of life (QoL) improved.", "QoL", "Quality of life"),
        ("We aimed to expand regulatory T cells (Treg cells).", "Treg cells", "regulatory T cells"),
        ("Several T cell receptors (TCRs) were cloned.", "TCRs", "T cell receptors"),
        ("Nitrous oxide (N2O) was inhaled.", "N2O", "Nitrous oxide"),
        ("The INGEL paste (individual neutral gel) was used.", "INGEL", "individual neutral gel"),
    ],
)
def test_definition_is_found(text: str, short: str, long: str) -> None:
    assert found(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "The dose was high (n = 12) and safe (P < 0.05).",
        "We saw it in two cities (Boston) and (see Table 1).",
        "Cytokines (IL-2 and IFN-gamma) were measured.",
        "It rose by 5 mg (range, 2-8 mg) in (i) men and (ii) women.",
        "Rats were treated as (A) fed animals or (B) beaten ones; members (C) and (D) were not.",
        "Some receptors (BMPs) and BMPs (BMPR-II) were seen.",
        "It ended with pain. (PA) was another group.",
        "Nothing is in these brackets: () [] ( ).",
        "An unclosed bracket (ABC\nabout breathing cells) here.",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert found(text) == []


def test_every_definition_of_a_text_is_found_in_order() -> None:
    text = "Tumour necrosis factor (TNF)-alpha, natural killer (NK) cells and heart rate (HR) were measured."
    assert [short for short, _ in found(text)] == ["TNF", "NK", "HR"]


def test_no_definition_reaches_over_a_sentence_start() -> None:
    text = "It was natural killer (NK) time"
    assert len(find_pairs(text)) == 1
    assert find_pairs(text, sentence_starts=[text.index("killer")]) == ()


def test_cheapest_reading_wins() -> None:
    alignment = align("ABC", "an acute b-cell and basal cell", limit=5.0)
    assert alignment is not None
    assert alignment.start == len("an ")


def test_greek_names_count_as_one_letter() -> None:
    assert letters_of("TNF-alpha") == letters_of("TNFα") == "tnfα"


@pytest.mark.parametrize("text", ["no", "n", "fig.", "12", "5 mg", "p<0.05", "respectively", "iv", "a", ""])
def test_not_a_short_form_by_its_looks(text: str) -> None:
    assert not is_short_form(text)


@given(st.text(alphabet="abAB αβ12()[]-,.;\n", max_size=80))
def test_spans_lie_in_the_text_and_apart(text: str) -> None:
    for pair in find_pairs(text):
        (short_start, short_end), (long_start, long_end) = pair
        assert 0 <= short_start < short_end <= len(text)
        assert 0 <= long_start < long_end <= len(text)
        assert short_end <= long_start or long_end <= short_start
        assert "\n" not in text[min(short_start, long_start) : max(short_end, long_end)]


@pytest.mark.shared
def test_med1250_floor() -> None:
    path = shared_folder() / "corpora/abbreviations/med1250/dev.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    right = wrong = missed = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            gold = {(pair["sf"], pair["lf"]) for pair in record["pairs"]}
            mine = set(found(record["text"]))
            right += len(gold & mine)
            wrong += len(mine - gold)
            missed += len(gold - mine)
    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.86
