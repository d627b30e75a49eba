"""The command `claimgraph merge`."""

from __future__ import annotations

from typing import Annotated

import typer


def merge(
    stores: Annotated[list[str], typer.Argument(metavar="STORES", help="Stores that extract wrote.")],
    *,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="STORE",
            help="The merged store, which appears whole: a new file, or a database without a store.",
        ),
    ],
) -> None:
    """Merge claim stores into a new one, which holds what one store would that had read everything.

    \b
    Examples:
      claimgraph merge monday.db tuesday.db --output week.db
      claimgraph merge postgresql://db.lab/claims --output claims.db

    The order of the stores does not matter. Of a document that is in several the newest is kept: the higher
    version, else the one from the later file, as files are read in the order of their names. What one store
    knows to be retracted or deleted is withdrawn. Stores of different pipelines are refused.
    """
    from claimgraph.console import tell_merged
    from claimgraph.extract.store_merge import merge_stores
    from claimgraph.extract.store_open import shown

    tell_merged(merge_stores(stores, output), where=shown(output))
