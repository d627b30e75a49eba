"""The command `claimgraph merge`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def merge(
    stores: Annotated[list[Path], typer.Argument(metavar="STORES", help="Stores that extract wrote.")],
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The merged store: a new file, which appears whole.")
    ],
) -> None:
    """Merge claim stores into a new one, which holds what one store would that had read everything.

    \b
    Example:
      claimgraph merge monday.db tuesday.db --output week.db

    The order of the stores does not matter. Of a document that is in several the newest is kept: the higher
    version, else the one from the later file, as files are read in the order of their names. What one store
    knows to be retracted or deleted is withdrawn. Stores of different pipelines are refused.
    """
    from claimgraph.console import tell_merged
    from claimgraph.extract.store_merge import merge_stores

    tell_merged(merge_stores(stores, output), where=str(output))
