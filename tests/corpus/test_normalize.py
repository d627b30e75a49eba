"""Cleaning of texts, and the map back."""

from __future__ import annotations

import pytest

from claimgraph.corpus.normalize import clean, clean_offset, source_offset


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("IL-2 acts.", "IL-2 acts."),
        ("  IL-2 \t\r\n acts. ", "IL-2 acts."),
        ("5\u2009mg\u00a0/\u2003kg", "5 mg / kg"),
        ("TGF-&beta; and &#945;-MSH &#x3B3;", "TGF-β and α-MSH γ"),
        ("p &lt; 0.05 &amp; n &gt; 3", "p < 0.05 & n > 3"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("<i>in vivo</i> <b>and</b> CD4<sup>+</sup>", "in vivo and CD4+"),
        ("10<sup>6</sup> cells, 3 × 10<sup>-3</sup> M", "10^6 cells, 3 × 10^-3 M"),
        ("CO<sub>2</sub>, m<sup>2</sup>, Ca<sup>2+</sup>, IL2<sup>-/-</sup>", "CO2, m2, Ca2+, IL2-/-"),
        ("if a<b and c>d", "if a<b and c>d"),
        ("if i < 5 and b > 2", "if i < 5 and b > 2"),
        ("one<br/>two<p>three</p>", "one two three"),
        ("zero\u200bwidth soft\u00adhyphen", "zerowidth softhyphen"),
        ("bell\x07, \x00nothing", "bell, nothing"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("", ""),
        (" \n ", ""),
        ("<i></i>", ""),
    ],
)
def test_clean(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_clean_keeps_newlines_if_asked() -> None:
    raw = "first line \r\n\r\n second  line\u2028third <i>line</i>"
    assert clean(raw, newlines=True).text == "first line\nsecond line\nthird line"


def test_map_leads_back_to_the_raw_text() -> None:
    raw = "  The <i>Il2</i> gene &amp; TGF-&beta;1\n\n bind 10<sup>6</sup>  times. "
    cleaned = clean(raw)
    assert cleaned.text == "The Il2 gene & TGF-β1 bind 10^6 times."
    for word in ("The", "Il2", "gene", "1", "bind", "times."):
        offset = cleaned.text.index(word)
        assert raw[source_offset(cleaned.runs, offset) :].startswith(word)
        assert clean_offset(cleaned, raw.index(word)) == offset


def test_no_runs_means_the_same_offsets() -> None:
    assert source_offset((), 7) == 7
