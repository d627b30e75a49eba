"""The evidence of an edge as a page shows it: the best scored sentences, with their words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from claimgraph.errors import GraphFormatError
from claimgraph.extract.belief import CERTAINTY_WEIGHTS, KIND_WEIGHTS
from claimgraph.extract.claim import Cue
from claimgraph.extract.statement import Circumstance
from claimgraph.graphs.viewer.content import PageDocument, PageEvidence

Place = tuple[int, int]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a page needs of an item of evidence (`graphs.schema`); all but document and sentence may be missing."""

    document: str
    sentence: str
    start: int = 0
    subject: Place | None = None
    object: Place | None = None
    pmid: str | None = None
    doi: str | None = None
    journal: str | None = None
    year: int | None = None
    section: str | None = None
    certainty: str = "certain"
    kind: str = "finding"
    score: float = 0.0
    cues: tuple[Cue, ...] = ()
    context: tuple[Circumstance, ...] = ()

    def words(self, place: Place | None) -> str | None:
        """The words at a place of the document, if they lie in the sentence."""
        if place is None or not 0 <= place[0] - self.start < place[1] - self.start <= len(self.sentence):
            return None
        return self.sentence[place[0] - self.start : place[1] - self.start]

    def marks(self) -> Iterator[tuple[str, int, int]]:
        """Arguments and cues in the sentence: role, begin and end, in UTF-16 units as JavaScript counts."""
        cues = ((cue.role, (cue.start, cue.end)) for cue in self.cues)
        for role, place in (("subject", self.subject), ("object", self.object), *cues):
            if place is not None and self.words(place):
                before, through = (self.sentence[: end - self.start] for end in place)
                yield role, _units(before), _units(through)


def best_said(evidence: Any, edge: object) -> list[Said]:
    """The items of an edge's evidence, the surest first; raises `GraphFormatError`."""
    try:
        said = msgspec.convert(evidence, list[Said], strict=False)
    except msgspec.ValidationError as error:
        raise GraphFormatError(f"evidence of edge {edge}: {error}") from error
    return sorted(said, key=_weight, reverse=True)


def _weight(one: Said) -> float:
    """The weight of a claim in belief, 0 where a graph from elsewhere knows other words."""
    return one.score * CERTAINTY_WEIGHTS.get(one.certainty, 0.0) * KIND_WEIGHTS.get(one.kind, 0.0)


class Shelf:
    """Sentences and documents of a page, each once, by number."""

    def __init__(self) -> None:
        self.sentences: dict[str, int] = {}
        self.documents: dict[PageDocument, int] = {}

    def put(self, said: Iterable[Said]) -> tuple[PageEvidence, ...]:
        """Give evidence as the page refers to it."""
        return tuple(
            PageEvidence(
                document=self.documents.setdefault(_document(one), len(self.documents)),
                sentence=self.sentences.setdefault(one.sentence, len(self.sentences)),
                certainty=one.certainty,
                kind=one.kind,
                score=round(one.score, 3),
                section=one.section,
                marks=tuple(one.marks()),
                context=tuple((said.role, said.text) for said in one.context),
            )
            for one in said
        )


def _document(said: Said) -> PageDocument:
    url = None
    if said.pmid and said.pmid.isascii() and said.pmid.isdigit():
        url = f"https://pubmed.ncbi.nlm.nih.gov/{said.pmid}/"
    elif said.document.startswith("PMC") and said.document[3:].lstrip(":").isdigit():
        url = f"https://pmc.ncbi.nlm.nih.gov/articles/PMC{said.document[3:].lstrip(':')}/"
    elif doi := said.doi or (said.document[4:] if said.document.startswith("DOI:") else None):
        url = f"https://doi.org/{quote(doi, errors='replace')}"
    return PageDocument(id=said.document, url=url, journal=said.journal, year=said.year)


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
