"""Marks of the lexicon in raw text, as labels to learn from where no corpus has enough of a type.

The lexicon's marks are hidden from the learner now and then, so that it learns what such names look like and where
they stand, and finds those that the lexicon does not know.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from spacy.tokens import Span, SpanGroup

from claimgraph.models.lexicon import Lexicon
from claimgraph.models.training_docs import TrainingDoc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

NAMES_FILE = Path(__file__).parent / "configs" / "procedure_names.toml"
SILVER_TYPES = ("CellType", "Phenotype", "Procedure")
_LONGEST, _SHORTEST = 400, 60  # tokens of a raw text that is used


class _Names(msgspec.Struct, frozen=True):
    ends: tuple[str, ...]
    heads: tuple[str, ...]
    before: tuple[str, ...]


def silver_docs(texts: Iterable[str], *, nlp: Language, documents: int, hide: float) -> Iterator[TrainingDoc]:
    """Label the first so many texts of a fitting length with the mentions of `SILVER_TYPES`.

    `nlp` is a pipeline that goes as far as the terms of the lexicon.
    """
    lexicon = Lexicon.open()
    fitting = (text for text in texts if _SHORTEST < len(nlp.make_doc(text)) < _LONGEST)
    for doc in nlp.pipe(islice(fitting, documents), batch_size=64):
        places = [(m.start, m.end, m.type) for m in doc._.mentions if _is_silver(m.text, m.type, lexicon)]
        procedures = [place for place in procedure_names(doc.text) if not _cuts(place, doc)]
        places += [(start, end, "Procedure") for start, end in procedures]
        doc.spans.clear()
        for label in SILVER_TYPES:
            doc.spans[label] = SpanGroup(doc, name=label, spans=list(_spans(doc, places, label)))
        yield TrainingDoc.of(doc, hide=hide)


def _is_silver(text: str, type_: str, lexicon: Lexicon) -> bool:
    """Whether a mention is of a silver type; a phenotype must be one of HPO's, since MeSH's are "hope" and "rights"."""
    if type_ != "Phenotype":
        return type_ in SILVER_TYPES
    senses = lexicon.lookup(text, types={"Phenotype"})
    return any(sense.concept.id.startswith("HP:") for sense in senses)


def procedure_names(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand that look like the name of a procedure: "biochemotherapy", "adjuvant therapy"."""
    for match in _pattern().finditer(text):
        yield match.span()


@cache
def _pattern() -> re.Pattern[str]:
    names = msgspec.convert(tomllib.loads(NAMES_FILE.read_text(encoding="utf-8")), _Names)
    before, heads, ends = (
        "|".join(sorted(words, key=len, reverse=True)) for words in (names.before, names.heads, names.ends)
    )
    return re.compile(rf"\b(?:(?:(?:{before})[ -])+(?:{heads})|[a-z]*[a-z]{{3}}(?:{ends}))\b", re.IGNORECASE)


def _cuts(place: tuple[int, int], doc: Doc) -> bool:
    """Whether a mention of another type, or a longer one, stands where a procedure's name would."""
    start, end = place
    return any(
        m.start < end and start < m.end and not (m.type == "Procedure" and start <= m.start and m.end <= end)
        for m in doc._.mentions
    )


def _spans(doc: Doc, places: Iterable[tuple[int, int, str]], label: str) -> Iterator[Span]:
    """The spans of one label; of overlapping ones the longest, since a label's tags can't overlap."""
    taken: set[int] = set()
    for start, end, type_ in sorted(places, key=lambda place: place[0] - place[1]):
        span = doc.char_span(start, end, label=label) if type_ == label else None
        if span is not None and taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            yield span
