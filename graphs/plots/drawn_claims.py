"""Draws concepts and claims into matplotlib axes, with the marks of the page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from claimgraph.graphs.plots.figure import LINE, LOWER, RAISE, TEXT
from claimgraph.graphs.viewer.marks import SignMark, TypeMark, marks

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

Spot = tuple[float, float]

_COLOURS = {"raise": RAISE, "lower": LOWER, "none": LINE}
_BEND = 16.0  # pixels between parallel lines


def draw_concept(
    axes: Axes, mark: TypeMark, at: Spot, size: float, *, label: str = "", focus: bool = False
) -> None:
    """Draw a node of so many pixels with its label beneath; y runs downwards."""
    axes.add_patch(_shape(mark, at, size, focus=focus))
    if label:
        axes.annotate(
            label,
            (at[0], at[1] + size / 2 + 3),
            ha="center",
            va="top",
            fontsize=8.5,
            weight="bold" if focus else "normal",
            linespacing=1.0,
            zorder=4,
            bbox={"facecolor": "white", "alpha": 0.7, "linewidth": 0, "pad": 0.6},
        )


def draw_claim(
    axes: Axes,
    sign: SignMark,
    start: Spot,
    end: Spot,
    *,
    room: Spot = (0, 0),
    denied: bool = False,
    belief: float = 0.5,
    bend: float = 0.0,
) -> None:
    """Draw a line with the tips of its sign, `room` pixels short of either end, bent by so many steps."""
    from matplotlib.patches import PathPatch  # noqa: PLC0415
    from matplotlib.path import Path  # noqa: PLC0415

    colour = _COLOURS[sign.sign]
    length = math.dist(start, end) or 1.0
    across = ((start[1] - end[1]) / length, (end[0] - start[0]) / length)
    middle = (
        (start[0] + end[0]) / 2 + 2 * _BEND * bend * across[0],
        (start[1] + end[1]) / 2 + 2 * _BEND * bend * across[1],
    )
    first, last = _toward(start, middle, room[0]), _toward(end, middle, room[1])
    path = Path([first, middle, last], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    axes.add_patch(
        PathPatch(
            path,
            fill=False,
            edgecolor=colour,
            linewidth=0.7 + 1.8 * belief,
            alpha=0.85,
            zorder=1,
            linestyle=(0, (4, 3)) if denied else "solid",
        )
    )
    for tip in [last, first] if sign.both else [last]:
        _draw_tip(axes, sign, tip, middle, colour)


def _draw_tip(axes: Axes, sign: SignMark, tip: Spot, behind: Spot, colour: str) -> None:
    from matplotlib.patches import Polygon  # noqa: PLC0415

    corners = _pairs(marks().arrows[sign.arrow])
    if not corners:
        return
    angle = math.atan2(tip[1] - behind[1], tip[0] - behind[0])
    turned = [
        (
            tip[0] + x * math.cos(angle) - y * math.sin(angle),
            tip[1] + x * math.sin(angle) + y * math.cos(angle),
        )
        for x, y in corners
    ]
    face = "white" if sign.hollow else colour
    axes.add_patch(Polygon(turned, closed=True, facecolor=face, edgecolor=colour, linewidth=1, zorder=2))


def _shape(mark: TypeMark, at: Spot, size: float, *, focus: bool) -> Patch:
    from matplotlib.patches import Circle, Polygon  # noqa: PLC0415

    edge = {
        "facecolor": mark.colour,
        "edgecolor": TEXT if focus else "white",
        "linewidth": 2 if focus else 0.8,
    }
    if mark.points is None:
        return Circle(at, size / 2, zorder=3, **edge)
    corners = [(at[0] + x * size / 2, at[1] + y * size / 2) for x, y in _pairs(mark.points)]
    return Polygon(corners, closed=True, zorder=3, **edge)


def _toward(start: Spot, end: Spot, step: float) -> Spot:
    length = math.dist(start, end) or 1.0
    share = min(step / length, 1.0)
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _pairs(numbers: tuple[float, ...]) -> list[Spot]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))
