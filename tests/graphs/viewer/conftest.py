"""A graph that means harm, a small store, and a headless Chromium to look at pages of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from claim_samples import review, trial

from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.viewer.page import write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Opened = Callable[..., "Page"]


@pytest.fixture
def store() -> Iterator[ClaimStore]:
    with ClaimStore.open(":memory:", mode="write") as claims:
        claims.insert([trial(), review()])
        yield claims


@pytest.fixture
def graph(store: ClaimStore) -> nx.MultiDiGraph[str]:
    return assemble(store)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright; tests that need it are skipped where either is missing."""
    api = pytest.importorskip("playwright.sync_api", reason="the extra 'browser' is not installed")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    with api.sync_playwright() as playwright:
        # As root Chromium starts only without its sandbox; the pages are our own.
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def complaints() -> list[str]:
    """What a page logged, asked for or executed that it should not."""
    return []


@pytest.fixture
def opened(browser: Browser, tmp_path: Path, complaints: list[str]) -> Iterator[Opened]:
    """Write a page and open it from its file; a page with complaints fails."""

    with ExitStack() as contexts:

        def show(
            source: ClaimStore | nx.MultiDiGraph[str],
            *,
            screen: dict[str, object] | None = None,
            **options: object,
        ) -> Page:
            path = tmp_path / "page.html"
            write_page(source, path, **options)  # type: ignore[arg-type]
            context = browser.new_context(**(screen or {"viewport": {"width": 1300, "height": 850}}))
            contexts.callback(context.close)
            page = context.new_page()
            page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on(
                "dialog", lambda dialog: (complaints.append(f"dialog {dialog.message}"), dialog.dismiss())
            )
            page.on("request", lambda asked: asked.url == path.as_uri() or complaints.append(asked.url))
            page.goto(path.as_uri())
            page.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
            return page

        yield show
    assert complaints == []
