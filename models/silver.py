"""Marks of the lexicon in raw text, as labels to learn from where no corpus has enough of a type.

The lexicon's marks are hidden from the learner now and then, so that it learns what such names look like and where
they stand, and finds those that the lexicon does not know.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from spacy.tokens import Span, SpanGroup

from claimgraph.models.gold import title_key
from claimgraph.models.lexicon import Lexicon
from claimgraph.models.training_docs import TrainingDoc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

SILVER_TYPES = ("CellType", "Phenotype", "Procedure")
_LONGEST, _SHORTEST = 400, 60  # tokens of a raw text that is used


def silver_docs(texts: Iterable[str], *, nlp: Language, hide: float) -> Iterator[TrainingDoc]:
    """Label texts with the mentions of `SILVER_TYPES`.

    `nlp` is a pipeline that goes as far as the terms of the lexicon and the names of procedures.
    """
    lexicon = Lexicon.open()
    for doc in nlp.pipe(texts, batch_size=64):
        places = [(m.start, m.end, m.type) for m in doc._.mentions if _is_silver(m.text, m.type, lexicon)]
        doc.spans.clear()
        for label in SILVER_TYPES:
            doc.spans[label] = SpanGroup(doc, name=label, spans=list(_spans(doc, places, label)))
        yield TrainingDoc.of(doc, hide=hide)


def fitting_texts(
    texts: Iterable[tuple[str, str]], *, tokenizer: Tokenizer, documents: int, held: AbstractSet[str]
) -> Iterator[tuple[str, str]]:
    """The first so many (id, text) of a fitting length, without those of the title keys held."""
    fitting = (
        (identifier, text)
        for identifier, text in texts
        if title_key(text) not in held and _SHORTEST < len(tokenizer(text)) < _LONGEST
    )
    return islice(fitting, documents)


def _is_silver(text: str, type_: str, lexicon: Lexicon) -> bool:
    """Whether a mention is of a silver type; a phenotype must be one of HPO's, since MeSH's are "hope" and "rights"."""
    if type_ != "Phenotype":
        return type_ in SILVER_TYPES
    senses = lexicon.lookup(text, types={"Phenotype"})
    return any(sense.concept.id.startswith("HP:") for sense in senses)


def _spans(doc: Doc, places: Iterable[tuple[int, int, str]], label: str) -> Iterator[Span]:
    """The spans of one label; of overlapping ones the longest, since a label's tags can't overlap."""
    taken: set[int] = set()
    for start, end, type_ in sorted(places, key=lambda place: place[0] - place[1]):
        span = doc.char_span(start, end, label=label) if type_ == label else None
        if span is not None and taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            yield span
