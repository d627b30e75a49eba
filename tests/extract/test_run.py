"""Runs into a store: what comes of them is the same however far ahead their sources are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimgraph.corpus.document import Deletion, Document, Source
from claimgraph.extract import run
from claimgraph.extract.records import to_record
from claimgraph.extract.run import Job, extract_to_store
from claimgraph.extract.runner import Item, Result
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_ledger import StoredDocument

DOI = "10.9999/owls"
PAGE = f"DOI:{DOI}"
Outcome = tuple[list[StoredDocument], tuple[int, int, int, int]]


class Runner:
    """Makes a record without claims of each document, reading some items ahead."""

    is_here = True

    def __init__(self, pipeline: str, *, workers: int) -> None:
        self._ahead = workers
        self.seconds: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None: ...

    def pipeline(self) -> str:
        return "made 1.0"

    def extract(self, items: Iterable[Item]) -> Iterator[Result]:
        items = iter(items)
        while window := list(islice(items, self._ahead)):
            yield from (to_record(item) if isinstance(item, Document) else item for item in window)


def outcome(*runs: list[Item], ahead: int, commit_after: int) -> Outcome:
    """The documents of a store after runs over these items, and what the last run counted."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / "made.db"
        patch.setattr(run, "BatchRunner", Runner)
        patch.setattr(run, "_COMMIT_AFTER", commit_after)
        for items in runs:
            patch.setattr(run, "items_of", lambda *_, items=items, **__: iter(items))
            told = extract_to_store(Job(sources=(), pipeline="made", workers=ahead), path)
        with ClaimStore.open(path) as store:
            counted = (told.documents, told.skipped, told.withdrawn, len(told.failures))
            return list(store.documents()), counted


def document(text: str, name: str = "PMID:1", **known: object) -> Document:
    return Document(id=name, text=text, source=msgspec.structs.replace(Source(path="a.jsonl"), **known))


SOURCES = st.builds(
    Source,
    path=st.sampled_from(["a.jsonl", "b.jsonl"]),
    doi=st.sampled_from([None, DOI]),
    year=st.sampled_from([2001, 2002]),
    version=st.sampled_from([None, 2]),
    retracted=st.sampled_from([False, False, False, True]),
    retracts=st.sampled_from([(), (), (), ("PMID:1",), (PAGE,)]),
)
DOCUMENTS = st.builds(
    Document,
    id=st.sampled_from(["PMID:1", "PMID:2", PAGE]),
    text=st.sampled_from(["Owls fly.", "Mice run."]),
    source=SOURCES,
)
DELETIONS = st.builds(Deletion, id=st.sampled_from(["PMID:1", PAGE]), path=st.just("a.jsonl"))
ITEMS = st.lists(DOCUMENTS | DELETIONS, max_size=7)
PAGED = document("Owls fly.", PAGE)
OWLS, MICE = document("Owls fly."), document("Mice run.")


@settings(max_examples=80, deadline=None)
@example(before=[OWLS], items=[MICE, OWLS], ahead=2)
@example(before=[OWLS], items=[MICE, document("Owls fly.", year=2001)], ahead=2)
@example(before=[], items=[OWLS, document("Owls fly.", path="b.jsonl")], ahead=2)
@example(before=[document("x", "PMID:2", doi=DOI)], items=[document("x", "PMID:2"), PAGED], ahead=2)
@given(before=ITEMS, items=ITEMS, ahead=st.integers(2, 8))
def test_reading_ahead_changes_nothing(before: list[Item], items: list[Item], ahead: int) -> None:
    one_by_one = outcome(before, items, ahead=1, commit_after=1)
    assert outcome(before, items, ahead=ahead, commit_after=3) == one_by_one


def test_the_last_text_of_an_article_is_kept() -> None:
    (stored,), counted = outcome([OWLS], [MICE, document("Owls fly.", year=2001)], ahead=2, commit_after=2)
    ((alone,), _) = outcome([document("Owls fly.", year=2001)], ahead=1, commit_after=1)
    assert stored == alone
    assert counted == (2, 0, 0, 0)
