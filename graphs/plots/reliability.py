"""Reliability diagrams: is what is given with some probability right as often as that?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.calibrations import MODEL, RULES, CalibrationFigure
from claimgraph.extract.scoring.counts import ALL
from claimgraph.graphs.plots.figure import LINE, LOWER, QUIET, RAISE, TEXT, written_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TITLES = {
    "gold-mentions": "Identifiers of gold mentions",
    "text": "Claims, from raw text",
    "gold-entities": "Claims, from gold entities",
}
_STYLES = {ALL: (TEXT, "o", 2.0), RULES: (RAISE, "s", 1.0), MODEL: (LOWER, "^", 1.0)}


class _Saved(msgspec.Struct, frozen=True):
    """Of the figures that `claimgraph benchmark --output` saves, those of calibration."""

    calibrations: tuple[CalibrationFigure, ...] = ()


def saved_calibrations(path: Path) -> tuple[CalibrationFigure, ...]:
    """Read them; raises `TrainingDataError` where there are none."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_Saved).calibrations
    except msgspec.MsgspecError as error:
        raise TrainingDataError(f"{path}: not the figures of a benchmark ({error})") from error
    if not found:
        raise TrainingDataError(f"{path}: no calibration in it; measure the tasks grounding or relations")
    return found


def plot_reliability(figures: Sequence[CalibrationFigure], path: Path | str, *, corpus: str = ALL) -> int:
    """Draw a diagram for each way of asking, of one corpus or of all together; gives how many there are.

    Above, the share that is right in each bin of probability; on the diagonal both are equal. Below, how many
    answers the bin has. Raises `TrainingDataError` for a corpus without figures, `MissingExtra`.
    """
    chosen = [one for one in figures if one.corpus == corpus and one.label in _STYLES]
    ways = list(dict.fromkeys(one.way for one in chosen))
    if not ways:
        known = ", ".join(dict.fromkeys(one.corpus for one in figures))
        raise TrainingDataError(f"no calibration on {corpus!r}; there is that on {known}")
    with written_figure(path, width=3.7 * len(ways) + 0.3, height=4.9) as drawn:
        drawn.set_layout_engine("constrained")
        grid = drawn.subplots(2, len(ways), height_ratios=(4, 1), sharex="col", squeeze=False)
        for above, below, way in zip(*grid, ways, strict=True):
            _diagram(above, below, [one for one in chosen if one.way == way])
            above.set_title(_TITLES.get(way, way), loc="left", weight="bold", size=10)
        grid[0][0].set_ylabel("share that is right")
        grid[1][0].set_ylabel("answers")
    return len(ways)


def _diagram(above: Axes, below: Axes, figures: Sequence[CalibrationFigure]) -> None:
    above.plot([0, 1], [0, 1], color=LINE, linewidth=1, linestyle=(0, (4, 4)))
    for one in figures:
        colour, marker, width = _STYLES[one.label]
        bins = one.calibration.bins
        above.plot(
            [bin_.probability for bin_ in bins],
            [bin_.right for bin_ in bins],
            color=colour,
            marker=marker,
            markersize=5,
            clip_on=False,
            linewidth=width,
            label=f"{one.label}: n {one.calibration.answers:,}, error {100 * one.calibration.error:.1f} %",
        )
    whole = next((one for one in figures if one.label == ALL), figures[0])
    below.bar(
        [bin_.low for bin_ in whole.calibration.bins],
        [bin_.answers for bin_ in whole.calibration.bins],
        width=[0.94 * (bin_.high - bin_.low) for bin_ in whole.calibration.bins],
        align="edge",
        color=QUIET,
    )
    above.set(xlim=(0, 1), ylim=(0, 1))
    above.legend(frameon=False, loc="upper left", fontsize=8)
    above.grid(alpha=0.25)
    below.set_xlabel("probability that was given")
