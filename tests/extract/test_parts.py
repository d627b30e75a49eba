"""Parts: read back as they were written; one that is damaged, or not there, is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.corpus.document import Document
from claimgraph.extract.batch_work import Answer, Outcome
from claimgraph.extract.parts import part_name, parts_in, read_part, write_part
from claimgraph.extract.records import to_record

ANSWER = Answer(
    outcomes=[
        Outcome(record=to_record(Document(id="D:1", text="TGF-β falls."), sentences=[(0, 12)])),
        Outcome(failure="took longer than 2 s"),
    ],
    seconds={"parser": 0.25},
)


def test_a_part_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "made.part"
    write_part(path, ANSWER)
    assert read_part(path) == ANSWER
    assert parts_in(tmp_path) == {"made.part"}, "nothing is left beside it"


@pytest.mark.parametrize("kept", [0, 1, 40, -1])
def test_a_part_that_was_cut_short_is_none(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "made.part"
    write_part(path, ANSWER)
    path.write_bytes(path.read_bytes()[:kept])
    assert read_part(path) is None


def test_a_part_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert read_part(tmp_path / "made.part") is None
    assert parts_in(tmp_path / "new") == set()


def test_a_name_tells_documents_and_pipeline_apart() -> None:
    names = {
        part_name(documents, pipeline=pipeline)
        for documents in ([b"a", b"b"], [b"b", b"a"], [b"ab"], [b"a"])
        for pipeline in ("made 1.0", "made 1.1")
    }
    assert len(names) == 8
    assert part_name([b"a", b"b"], pipeline="made 1.0") in names
