"""Training documents on disk: words, lexicon marks, and what is known of their mentions and trees.

What corpora or the lexicon say of a label is hard: spans. What teachers say of it is soft: for each token where it
may be more than outside, the share of each tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy
from spacy.tokens import Doc, Span, SpanGroup

from claimgraph.whole_file import open_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from spacy.vocab import Vocab

    Scores = NDArray[numpy.float32]

TAUGHT = "claimgraph_taught"  # where a reference Doc's user data keep `TrainingDoc.taught`
_LEAST = 0.005  # share of all tags but outside below which a token is held for outside


class Taught(msgspec.Struct, frozen=True):
    """What teachers say of one label: tokens, as uint32 bytes, and their tags' shares, as float16 (tokens, 5) bytes."""

    tokens: bytes
    shares: bytes

    @classmethod
    def of(cls, shares: Scores) -> Taught:
        """Pack float32 (tokens, 5) shares, the first of them that of outside."""
        tokens = numpy.flatnonzero(shares[:, 0] < 1 - _LEAST)
        return cls(tokens.astype("<u4").tobytes(), shares[tokens].astype("<f2").tobytes())

    def unpack(self, length: int) -> Scores:
        """Float32 (length, 5) shares."""
        shares = numpy.zeros((length, 5), dtype="float32")
        shares[:, 0] = 1
        given = numpy.frombuffer(self.shares, dtype="<f2").reshape(-1, 5)
        shares[numpy.frombuffer(self.tokens, dtype="<u4")] = given
        return shares


class TrainingDoc(msgspec.Struct, frozen=True, omit_defaults=True):
    """One document or part of one; `spans` and `taught` by label, tags and trees where a treebank has them."""

    words: list[str]
    spaces: list[bool]
    marks: list[int]  # as `LexiconMarks` has them
    spans: dict[str, list[tuple[int, int]]] = {}
    tags: list[str] = []
    heads: list[int] = []
    relations: list[str] = []
    taught: dict[str, Taught] = {}
    repeat: int = 1  # how often an epoch reads it
    hide: float = 0.0  # share of its lexicon marks that training hides at a time

    @classmethod
    def of(cls, doc: Doc, *, repeat: int = 1, hide: float = 0.0) -> TrainingDoc:
        """What a marked Doc says, with its span groups as labels."""
        has_tree = doc.has_annotation("DEP")
        return cls(
            words=[token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            marks=doc._.lexicon_marks.tolist(),
            spans={label: [(span.start, span.end) for span in group] for label, group in doc.spans.items()},
            tags=[token.tag_ for token in doc] if has_tree else [],
            heads=[token.head.i for token in doc] if has_tree else [],
            relations=[token.dep_ for token in doc] if has_tree else [],
            repeat=repeat,
            hide=hide,
        )

    def reference(self, vocab: Vocab) -> Doc:
        """The Doc to learn from: span groups, tags, tree, and the teachers' shares in its user data."""
        doc = Doc(
            vocab,
            words=self.words,
            spaces=self.spaces,
            tags=self.tags or None,
            heads=self.heads or None,
            deps=self.relations or None,
            user_data={TAUGHT: self.taught},
        )
        for label, spans in self.spans.items():
            doc.spans[label] = SpanGroup(
                doc, name=label, spans=[Span(doc, start, end, label=label) for start, end in spans]
            )
        return doc

    def unread(self, vocab: Vocab, *, chooser: numpy.random.Generator | None = None) -> Doc:
        """The Doc as a pipeline gets it: words and lexicon marks, some of them hidden where someone chooses."""
        doc = Doc(vocab, words=self.words, spaces=self.spaces)
        marks = numpy.array(self.marks, dtype="uint64")
        if chooser is not None and self.hide:
            term = numpy.cumsum(marks & numpy.uint64(1)).astype("int64")
            marks[(chooser.random(int(term.max(initial=0)) + 1) < self.hide)[term]] = 0
        doc._.lexicon_marks = marks
        return doc


def write_training_docs(docs: Iterable[TrainingDoc], path: Path) -> int:
    """Write one document a line; returns how many there were."""
    written = 0
    with open_whole(path) as lines:
        for doc in docs:
            lines.write(msgspec.json.encode(doc) + b"\n")
            written += 1
    return written


def read_training_docs(path: Path) -> Iterator[TrainingDoc]:
    """Read what `write_training_docs` wrote."""
    decoder = msgspec.json.Decoder(TrainingDoc)
    with path.open("rb") as lines:
        for line in lines:
            yield decoder.decode(line)
