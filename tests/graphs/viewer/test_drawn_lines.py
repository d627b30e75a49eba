"""Which lines are drawn: one rule, in figures and in the page."""

from __future__ import annotations

from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING

import msgspec

from claimgraph.graphs.viewer.drawn_lines import Line, drawn

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def some_lines(chance: Random) -> list[Line]:
    """Up to 14 claims between up to 5 concepts, some of a concept with itself."""
    concepts = [str(n) for n in range(chance.randint(1, 5))]
    return [
        Line(number, chance.choice(concepts), chance.choice(concepts), sign, chance.random() < 0.3)
        for number, sign in enumerate(chance.choices(("raises", "lowers", "treats"), k=chance.randint(0, 14)))
    ]


def test_each_concept_has_a_line_before_any_has_more() -> None:
    lines = [
        Line(0, "a", "b", "raises", False),
        Line(1, "a", "b", "lowers", False),
        Line(2, "b", "a", "raises", True),
        Line(3, "c", "c", "raises", False),
        Line(4, "c", "d", "treats", False),
        Line(5, "d", "c", "treats", False),
    ]
    assert [[line.number for line in drawn(lines, limit)] for limit in (0, 1, 2, 3, 9)] == [
        *([], [0], [0, 4], [0, 4, 1]),
        [0, 4, 1, 2],
    ]


def test_the_page_draws_what_figures_draw(browser: Browser) -> None:
    script = files("claimgraph.graphs.viewer").joinpath("picture.js").read_text(encoding="utf-8")
    rule = script[script.index("function drawn(") : script.index("const linesWanted")]
    sign = "const signOf = (claim) => ({ number: claim.sign });"
    program = f"([found, limit]) => {{ {sign} {rule} return [...drawn(found, limit)]; }}"
    page, chance = browser.new_page(), Random(7)
    for _ in range(200):
        lines, limit = some_lines(chance), chance.randint(0, 9)
        told = [
            msgspec.to_builtins(line) | {"subject": int(line.subject), "object": int(line.object)}
            for line in lines
        ]
        expected = [line.number for line in drawn(lines, limit)]
        assert page.evaluate(program, [told, limit]) == expected, (lines, limit)
    page.close()
