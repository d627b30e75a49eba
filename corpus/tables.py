"""Reading the pattern tables that lie beside the code: tab-separated, `#` starts a comment line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of `patterns/<name>.tsv` as dictionaries by the header's column names."""
    text = files("claimgraph.corpus").joinpath("patterns", f"{name}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    header, *body = rows
    for row in body:
        if len(row) != len(header):
            raise ValueError(f"patterns/{name}.tsv: {len(row)} columns instead of {len(header)}: {row}")
    return tuple(dict(zip(header, row, strict=True)) for row in body)
