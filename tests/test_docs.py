"""What the README and the pages of docs/ show is what really comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from documented import with_true_output

from claimgraph.extract.record_check import check_record
from claimgraph.extract.records import decode_record

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@pytest.mark.model
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_print_what_the_page_shows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert with_true_output(text, examples=ROOT / "examples") == text, "make docs writes the true output"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    if not (ROOT / "extract").is_dir():
        pytest.skip("looks at the files of a checkout")
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_record_that_the_docs_show_is_sound() -> None:
    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    record = decode_record(shown)
    assert check_record(record) == []
    assert record.claims
