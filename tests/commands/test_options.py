"""What several commands ask of their options."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from claimgraph.commands.options import known_cluster


def test_dask_needs_a_folder_for_parts_where_the_output_is_no_file() -> None:
    for output in ("postgresql://localhost/claims", "-"):
        with pytest.raises(typer.BadParameter, match="needs --parts"):
            known_cluster("dask", None, None, output=output)
        given = known_cluster("dask", None, Path("shared"), output=output)
        assert given is not None
        assert given.parts == "shared"
    beside = known_cluster("dask", None, None, output="claims.db")
    assert beside is not None
    assert beside.parts == "claims.db.parts"
