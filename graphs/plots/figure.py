"""Figures of matplotlib, made and written so that the same input gives the same bytes."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimgraph.errors import GraphFormatError, MissingExtra
from claimgraph.whole_file import open_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ENDINGS = (".svg", ".png")
TEXT, QUIET, LINE, RAISE, LOWER = "#1b242c", "#55626e", "#7d8a96", "#0a6fb8", "#c2500a"
_STYLE: Any = {
    "svg.hashsalt": "claimgraph",  # else ids in the file are drawn by chance
    "svg.fonttype": "none",  # text stays text, to be searched and edited
    "text.parse_math": False,  # a name with dollar signs is a name
    "font.family": ["DejaVu Sans", "sans-serif"],  # the first comes with matplotlib
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": TEXT,
    "text.color": TEXT,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
}


@contextmanager
def written_figure(path: Path | str, *, width: float, height: float) -> Iterator[Figure]:
    """Give a figure of so many inches; when the block ends well it is at `path`, as SVG or PNG by its ending.

    Raises `MissingExtra` where matplotlib is not installed, `GraphFormatError` for another ending.
    """
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise GraphFormatError(f"{path}: a plot is SVG or PNG, so end the name with {' or '.join(ENDINGS)}")
    try:
        from matplotlib import rc_context  # noqa: PLC0415
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise MissingExtra("drawing plots", extra="plots") from error
    with rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # such a letter becomes a box
        figure = Figure(figsize=(width, height))
        yield figure
        with open_whole(path) as stream:
            made_by = {"Date": None} if ending == ".svg" else {"Software": "claimgraph"}
            figure.savefig(stream, format=ending[1:], dpi=160, metadata=made_by)
