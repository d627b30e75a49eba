"""Tests that need the trained pipeline are skipped, visibly, in a checkout that has none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from postgresql_server import NoServer, Server, running

from claimgraph.models.catalog import pipeline_folder
from claimgraph.settings import DEFAULT_PIPELINE


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; where none is installed, what needs it is skipped, visibly."""
    try:
        with running() as started:
            yield started
    except NoServer as error:
        pytest.skip(str(error))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what is marked `model` where no pipeline is there."""
    if item.get_closest_marker("model") and pipeline_folder(DEFAULT_PIPELINE) is None:
        pytest.skip(f"the trained pipeline {DEFAULT_PIPELINE} is not in models/pipelines")
