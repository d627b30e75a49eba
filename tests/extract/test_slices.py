"""Slices: every item once and in order, within their limits, and cut alike wherever a stream begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.corpus.document import Deletion, Document, Source
from claimgraph.extract.batch_work import decode_batch
from claimgraph.extract.runner import Item
from claimgraph.extract.slices import SliceLimits, cut_slices
from claimgraph.extract.store_ledger import Failure

LIMITS = SliceLimits(least=3, one_in=4, most=9, size=4_000, items=20)
MANY: list[Item] = [Document(id=f"D:{number}", text=f"Text {number}.") for number in range(2_000)]


@given(st.lists(st.builds(Document, id=st.text("ab", max_size=3), text=st.text(max_size=900)), max_size=60))
def test_slices_hold_every_document_once_and_stay_in_their_limits(documents: list[Item]) -> None:
    slices = list(cut_slices(documents, limits=LIMITS))
    assert [item for cut in slices for item in cut.items] == documents
    for cut in slices:
        assert [document for one in cut.packed for document in decode_batch(one)] == cut.items
        assert len(cut.packed) <= LIMITS.most
        assert sum(map(len, cut.packed[:-1])) < LIMITS.size
    assert all(
        len(cut.packed) >= LIMITS.least or sum(map(len, cut.packed)) >= LIMITS.size for cut in slices[:-1]
    )


@pytest.mark.parametrize("gone", [1, 31, 64, 500, 1_234])
def test_a_stream_that_is_taken_up_is_soon_cut_as_before(gone: int) -> None:
    whole = [cut.packed for cut in cut_slices(MANY)]
    rest = [cut.packed for cut in cut_slices(MANY[gone:])]
    shared = [packed for packed in rest if packed in whole]
    assert shared == whole[-len(shared) :]
    assert len(rest) - len(shared) <= 4, "the slices after the first few are those of the whole stream"


def test_what_only_rides_along_fills_a_slice_too() -> None:
    gone = [Deletion(id=f"D:{number}", path="made.jsonl") for number in range(50)]
    assert [len(cut.items) for cut in cut_slices(gone, limits=LIMITS)] == [20, 20, 10]


def test_a_text_that_is_no_unicode_becomes_its_failure() -> None:
    half = Document(id="D:1", text="half a pair: \ud83d", source=Source(path="made.jsonl"))
    (cut,) = cut_slices([MANY[0], half, MANY[2]])
    failure = cut.items[1]
    assert isinstance(failure, Failure)
    assert (failure.source, failure.record) == ("made.jsonl", "D:1")
    assert "no Unicode" in failure.reason
    assert len(cut.packed) == 2
