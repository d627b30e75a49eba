"""A download on disk while it is under way: what is wanted, and each batch that has come, whole or not at all.

For `abstracts.xml.gz` they lie in `abstracts.xml.gz.parts`, which goes when the file is there.
"""

from __future__ import annotations

import gzip
import shutil
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from claimgraph.corpus.eutils.answers import SET_BEGIN, SET_END, read_citations
from claimgraph.corpus.eutils.search import Slice
from claimgraph.corpus.eutils.unanswered import Unanswered
from claimgraph.errors import RemoteError
from claimgraph.whole_file import open_whole

BATCH = 200  # citations that are asked for at once

_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"'
    b' "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for: a query or a list of PMIDs, and where."""

    base_url: str
    query: str | None = None
    ids: tuple[str, ...] = ()
    limit: int | None = None

    def said(self) -> str:
        """Tell it in a few words."""
        return f"the query {self.query!r}" if self.query is not None else f"a list of {len(self.ids):,} PMIDs"


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for, and which citations that are."""

    wanted: Wanted
    slices: tuple[Slice, ...]

    def batches(self) -> Iterator[Batch]:
        """Cut the slices into batches, in their order."""
        number = 0
        for one in self.slices:
            for start in range(0, len(one.ids), BATCH):
                yield Batch(number, one, start)
                number += 1

    @property
    def count(self) -> int:
        """How many citations."""
        return sum(len(one.ids) for one in self.slices)


class Batch(msgspec.Struct, frozen=True):
    """A stretch of a slice, by its number among all."""

    number: int
    slice: Slice
    start: int

    @property
    def ids(self) -> tuple[str, ...]:
        """Its PMIDs."""
        return self.slice.ids[self.start : self.start + BATCH]


class Parts:
    """The folder beside an output."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.folder = output.with_name(f"{output.name}.parts")
        self._plan = self.folder / "plan.json"

    def plan(self, wanted: Wanted) -> Plan | None:
        """Give the plan of an earlier run that was after the same, if there is one.

        Raises `RemoteError` where it was after something else.
        """
        try:
            plan = msgspec.json.decode(self._plan.read_bytes(), type=Plan)
        except FileNotFoundError:
            return None
        except msgspec.DecodeError:
            plan = None
        if plan is None or plan.wanted != wanted:
            said = "another request" if plan is None else plan.wanted.said()
            raise RemoteError(
                f"{self.folder} holds an unfinished download of {said}; end that one, or take the folder away"
            )
        return plan

    def begin(self, plan: Plan) -> None:
        """Write a plan; raises `RemoteError` where the folder for the parts is there with something else in it."""
        self.folder.mkdir(exist_ok=True)
        if not self._plan.exists() and any(self.folder.iterdir()):  # at the end all of it is taken away
            raise RemoteError(f"{self.folder} holds something else; take it away, or choose another output")
        with open_whole(self._plan) as file:
            file.write(msgspec.json.encode(plan))

    def has(self, batch: Batch) -> bool:
        """Whether a batch has come."""
        return self._place(batch).exists()

    def put(self, batch: Batch, citations: Mapping[str, bytes]) -> None:
        """Write what came of a batch, in the order in which it was asked for."""
        with open_whole(self._place(batch)) as file:
            file.write(SET_BEGIN)
            for pmid in batch.ids:
                if pmid in citations:
                    file.write(citations[pmid] + b"\n")
            file.write(SET_END + b"\n")

    def join(self, plan: Plan) -> list[str]:
        """Write the output from all parts and take them away; gives the PMIDs of which nothing came.

        Each part is read once more; a damaged one is taken away and raises `RemoteError`.
        """
        missing: list[str] = []
        with open_whole(self.output) as file:
            file.write(_HEAD + SET_BEGIN)
            for batch in plan.batches():
                citations = self._read(batch)
                for pmid in batch.ids:
                    if pmid in citations:
                        file.write(citations[pmid] + b"\n")
                    else:
                        missing.append(pmid)
            file.write(SET_END + b"\n")
        shutil.rmtree(self.folder)
        return missing

    def _read(self, batch: Batch) -> dict[str, bytes]:
        place = self._place(batch)
        try:
            return read_citations(gzip.decompress(place.read_bytes()))
        except (OSError, EOFError, zlib.error, Unanswered) as error:
            place.unlink(missing_ok=True)
            raise RemoteError(f"{place} was damaged ({error}); the same command fetches it again") from None

    def _place(self, batch: Batch) -> Path:
        return self.folder / f"{batch.number:06}.xml.gz"


def missing_beside(output: Path) -> Path:
    """Where PMIDs are listed of which nothing came: for `a.xml.gz` in `a.xml.gz.missing.txt`."""
    return output.with_name(f"{output.name}.missing.txt")


def write_missing(missing: list[str], output: Path) -> Path | None:
    """List PMIDs of which nothing came, one a line; with none, take an earlier run's list away."""
    path = missing_beside(output)
    if not missing:
        path.unlink(missing_ok=True)
        return None
    with open_whole(path) as file:
        file.write("".join(f"{pmid}\n" for pmid in missing).encode())
    return path
