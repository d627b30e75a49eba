"""Reading from texts written in a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimgraph.corpus.document import Document
from claimgraph.corpus.formats import Item, read_items
from claimgraph.corpus.options import DEFAULT_OPTIONS, ReadOptions
from claimgraph.settings import shared_folder

FIXTURES = Path(__file__).parent / "fixtures"

Reading = Callable[..., list[Item]]


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """Write a text or bytes to a file and read it: `reading(content, name=…, format=…, options=…)`."""

    def read_content(
        content: str | bytes,
        *,
        name: str = "source.dat",
        format: str | None = None,  # noqa: A002
        options: ReadOptions = DEFAULT_OPTIONS,
    ) -> list[Item]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        items = list(read_items(path, format=format, options=options))
        for item in items:
            if isinstance(item, Document):
                check_offsets(item)
        return items

    return read_content


@pytest.fixture
def shared_formats() -> Path:
    """Folder of real files of every format; the test is skipped where it is absent."""
    folder = shared_folder() / "corpora" / "raw" / "formats"
    if not folder.is_dir():
        pytest.skip(f"no real corpora at {shared_folder()} (CLAIMGRAPH_SHARED)")
    return folder


def check_offsets(document: Document) -> None:
    """Everything that counts characters of a document counts them right."""
    text = document.text
    assert text == text.strip()
    last = 0
    for section in document.sections:
        inside = text[section.start : section.end]
        assert inside
        assert inside == inside.strip(), f"{document.id}: blanks at the ends of {section}"
        assert section.start >= last, f"{document.id}: {section} overlaps the one before"
        last = section.end
    for mention in document.annotations:
        assert text[mention.start : mention.end] == mention.text
    if document.title is not None:
        assert text.startswith(document.title)
