"""Claims over time: how many each year of publication brought."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from claimgraph.errors import QueryError
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.over_time import over_time
from claimgraph.graphs.plots.figure import LOWER, QUIET, RAISE, written_figure
from claimgraph.graphs.viewer.labels import short_label


class YearCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Claims by year of publication; None is the year of those whose year is not known."""

    affirmed: Mapping[int | None, int]
    denied: Mapping[int | None, int]

    @property
    def undated(self) -> int:
        """How many claims have no year."""
        return self.affirmed.get(None, 0) + self.denied.get(None, 0)

    @property
    def years(self) -> list[int]:
        """The years that have claims."""
        return sorted(year for year in {*self.affirmed, *self.denied} if year is not None)


def count_years(store: ClaimStore, *, about: str | None = None) -> YearCounts:
    """Count the claims of a store, or those about an entity; raises `UnknownEntity`."""
    counted = over_time(store, about)
    return YearCounts(
        affirmed={one.year: one.n_affirmed for one in counted if one.n_affirmed},
        denied={one.year: one.n_negated for one in counted if one.n_negated},
    )


def plot_years(store: ClaimStore, path: Path | str, *, about: str | None = None) -> YearCounts:
    """Draw the claims of a store, or those about an entity, by year; denied ones hatched.

    Raises `UnknownEntity`, `QueryError` where no claim has a year, `MissingExtra`.
    """
    counts = count_years(store, about=about)
    if not counts.years:
        raise QueryError("no claim has a year: its documents were read from a source that gives none")
    years = list(range(counts.years[0], counts.years[-1] + 1))
    affirmed = [counts.affirmed.get(year, 0) for year in years]
    denied = [counts.denied.get(year, 0) for year in years]
    with written_figure(path, width=7, height=3.6) as figure:
        from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

        figure.set_layout_engine("constrained")
        axes = figure.add_subplot()
        axes.bar(years, affirmed, width=0.8, color=RAISE, label="affirmed")
        axes.bar(
            years,
            denied,
            width=0.8,
            bottom=affirmed,
            color="white",
            edgecolor=LOWER,
            hatch="////",
            label="denied",
        )
        axes.set_ylabel("claims")
        axes.set_xlabel("year of publication")
        axes.xaxis.set_major_locator(MaxNLocator(nbins=10, integer=True))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlim(min(years[0], years[-1] - 4) - 0.6, years[-1] + 0.6)  # few years are no broad bars
        axes.margins(y=0.18)
        axes.grid(axis="y", alpha=0.25)
        axes.set_axisbelow(True)
        axes.legend(frameon=False, loc="upper left", ncols=2)
        axes.set_title(f"Claims about {short_label(about)}" if about else "Claims", loc="left", weight="bold")
        if counts.undated:
            axes.set_title(f"{counts.undated:,} more without a year", loc="right", color=QUIET, size=9)
    return counts
