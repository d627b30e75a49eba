from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.models.normalize_term import is_separator, normalize_term


@pytest.mark.parametrize(
    "forms",
    [
        ("TGF-β", "TGF-beta", "TGFβ", "TGF beta", "tgf–β", "TGF-ß"),
        ("IL-2", "IL2", "IL 2", "il-2"),
        ("interleukin-2", "Interleukin 2", "interleukin II"),
        ("Tregs", "Treg", "T-reg"),
        ("T regulatory cells", "T-regulatory cell", "T Regulatory Cells"),
        ("CD4+ T cells", "CD4⁺ T-cells", "CD4-positive T cell"),
        ("Alzheimer's disease", "Alzheimer’s diseases", "Alzheimer disease"),
        ("type II collagen", "Type 2 collagen"),
        ("metastases", "metastasis"),
        ("viruses", "virus"),
        ("autopsies", "autopsy"),
        ("carcinomata", "carcinomas", "carcinoma"),
        ("tumour", "tumors"),
        ("anaemia", "anemia"),
        ("Sjögren syndrome", "Sjogren's syndrome"),
        ("TILs", "TIL"),
        ("DCs", "DC"),
        ("mice", "mouse"),
        ("HER2/neu", "HER-2 neu"),
        ("µ-opioid receptor", "mu opioid receptors", "μ opioid receptor"),
    ],
    ids=lambda forms: forms[0],
)
def test_spellings_of_one_term_are_equal(forms: tuple[str, ...]) -> None:
    assert {normalize_term(form) for form in forms} == {normalize_term(forms[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CD4+", "CD4"),
        ("CD4+ T cells", "CD4 T cells"),
        ("as a", "ASA"),
        ("is a", "ISA"),
        ("IL-1 2", "IL-12"),
        ("1,2-dichloroethane", "12-dichloroethane"),
        ("HRAS", "HRA"),
        ("AIDS", "aid"),
        ("2.5-dioxide", "25 dioxide"),
        ("TGF-alpha", "TGF-beta"),
        ("metastasis", "metastatic"),
    ],
)
def test_different_terms_stay_different(one: str, other: str) -> None:
    assert normalize_term(one) != normalize_term(other)


@pytest.mark.parametrize("text", ["", " ", "-", "(*)", "'"])
def test_nothing_is_left_of_marks(text: str) -> None:
    assert normalize_term(text) == ""


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_text_has_a_key_without_outer_spaces_or_separators(text: str) -> None:
    key = normalize_term(text)
    assert key == key.strip()
    assert not set(key) & set('_/()[]{}"*')


@given(st.sampled_from(["interleukin", "T cell", "carcinoma in situ", "NF-kappa B", "lymphocyte"]))
def test_case_and_hyphens_never_matter_to_names_of_long_words(name: str) -> None:
    assert normalize_term(name.replace(" ", "-")) == normalize_term(name)
    assert normalize_term(name.title()).replace(" ", "") == normalize_term(name).replace(" ", "")


@pytest.mark.parametrize("sign", ["", " ", "-", "/", "(", "'"])
def test_words_end_at_separators(sign: str) -> None:
    assert is_separator(sign)
    assert normalize_term(f"cells{sign}x").startswith("cell")


@pytest.mark.parametrize("sign", ["a", "7", "+", ",", "β"])
def test_words_go_on_over_other_signs(sign: str) -> None:
    assert not is_separator(sign)
