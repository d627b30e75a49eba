"""What does the reading for a run: worker processes on this machine (`batch`), or a cluster's (`cluster`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

from claimgraph.corpus.document import Deletion, Document
from claimgraph.extract.records import Record
from claimgraph.extract.store_files import SourceFile
from claimgraph.extract.store_ledger import Failure, Revision

Aside = Failure | Deletion | Revision | SourceFile  # what a stream carries besides, through to its end
Item = Document | Aside
Result = Record | Aside


class Runner(Protocol):
    """An engine: documents in, a record or failure for each out, in order; its `with` block ends all it started."""

    seconds: dict[str, float]  # that workers took, by step of the pipeline
    is_here: (
        bool  # whether workers are processes of this one, seen to their end: the system tells what they cost
    )

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def pipeline(self) -> str:
        """Name and version of the pipeline. Raises `MissingModel` where there is none."""
        ...

    def extract(self, items: Iterable[Item]) -> Iterator[Result]:
        """Yield a record or a failure for each document, in order; all else that comes in goes through."""
        ...
