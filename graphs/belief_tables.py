"""Writes the tables of belief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimgraph.extract.benchmark.calibration_tables import bin_rows, sums
from claimgraph.extract.benchmark.markdown import markdown_table, percent

if TYPE_CHECKING:
    from claimgraph.graphs.belief_figures import BeliefFigure


def belief_tables(figures: Sequence[BeliefFigure]) -> str:
    """A row for each group of edges and scorer, then the bins of the first figure, which is of belief on all edges."""
    columns = ("edges", "told by", "edges", "mean belief", "right", "expected calibration error", "log loss")
    rows = (
        (one.edges, one.scorer, *sums(one.calibration), percent(one.calibration.error), f"{one.loss:.3f}")
        for one in figures
    )
    bins = markdown_table(("belief", "edges", "mean belief", "right"), bin_rows(figures[0].calibration))
    return "\n".join([markdown_table(columns, rows), bins])
