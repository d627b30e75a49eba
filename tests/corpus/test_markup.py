"""Elements to text."""

from __future__ import annotations

import pytest
from lxml import etree

from claimgraph.corpus.markup import flatten

MATH = 'xmlns:mml="http://www.w3.org/1998/Math/MathML"'


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("plain", "plain"),
        ("<i>Il2</i><sup>-/-</sup> mice", "Il2-/- mice"),
        ("CD4<sup>+</sup>CD25<sup>high</sup>", "CD4+CD25high"),
        ("TiO<sub>2</sub> at 10 m<sup>2</sup>/g", "TiO2 at 10 m2/g"),
        ("10<sup>6</sup> and 10<sup>−3</sup> and 1.5 x 10<sup>-9</sup>", "10^6 and 10^−3 and 1.5 x 10^-9"),
        ("<sup>99m</sup>Tc and <sup>18</sup>F", "99mTc and 18F"),
        ("<b>a<i>b<sub>c</sub></i></b>d", "abcd"),
        ("<mml:math><mml:msup><mml:mi>R</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>", "R2"),
        ("<mml:msup><mml:mn>10</mml:mn><mml:mn>6</mml:mn></mml:msup>", "10^6"),
        ("<mml:mfrac><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfrac>", "a/b"),
        ("<mml:msqrt><mml:mi>n</mml:mi></mml:msqrt>", "√(n)"),
        (
            "<mml:mmultiscripts><mml:mi>F</mml:mi><mml:mprescripts/><mml:none/><mml:mn>18</mml:mn>"
            "</mml:mmultiscripts>-FDG",
            "18F-FDG",
        ),
        ("<mml:semantics><mml:mi>x</mml:mi><mml:annotation>\\x</mml:annotation></mml:semantics>", "x"),
    ],
)
def test_flatten(inner: str, text: str) -> None:
    assert flatten(etree.fromstring(f"<t {MATH}>{inner}</t>")) == text


def test_dropped_elements_leave_what_follows() -> None:
    element = etree.fromstring("<t>a<table-wrap><td>1</td></table-wrap> b<fn>c</fn></t>")
    assert flatten(element, drop=("table-wrap", "fn")) == "a b"


def test_nothing() -> None:
    assert flatten(None) == ""
    assert flatten(etree.fromstring("<t/>")) == ""
