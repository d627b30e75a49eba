"""spaCy's dependency parser, made fast for texts whose sentences are known.

Trained by spaCy; where every token says whether it begins a sentence, the sentences of a batch are parsed side by
side in numpy. Where sentences are unknown, very long or few, spaCy parses: the trees are the same.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, cast

import numpy
from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.pipeline._parser_internals.nonproj import deprojectivize
from thinc.api import Config

from claimgraph.extract.greedy_parse import LEFT, REDUCE, RIGHT, SHIFT, ParserWeights, greedy_parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from thinc.api import Model

    Parses = list[NDArray[numpy.uint64]]  # HEAD and DEP of each token of a doc
    Sentences = tuple[NDArray[numpy.int64], NDArray[numpy.int64], NDArray[numpy.int64]]

_DEFAULT_MODEL = """
[model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true

[model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
upstream = "*"
"""
_KINDS = {"S": SHIFT, "D": REDUCE, "L": LEFT, "R": RIGHT}
_NEVER = -1
_LONG = 150  # tokens of a sentence
_WORTH = 20  # tokens for each of the longest sentence's: about where both searches take the same time


@Language.factory(
    "claimgraph_parser",
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
    default_config={**Config().from_str(_DEFAULT_MODEL), "min_action_freq": 30},
    default_score_weights={"dep_uas": 0.5, "dep_las": 0.5},
)
def make_parser(
    nlp: Language, name: str, model: Model[list[Doc], Any], min_action_freq: int
) -> SentenceParser:
    """Make an untrained parser; its labels come from the training examples."""
    return SentenceParser(nlp.vocab, model, name, min_action_freq=min_action_freq)


class SentenceParser(DependencyParser):
    """Sets heads and dependency labels; keeps the sentences that it is given."""

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Parse docs, a batch at a time."""
        stream = iter(stream)
        while docs := list(islice(stream, batch_size)):
            self.set_annotations(docs, self.predict(docs))
            yield from docs

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        """A parse for each doc: its heads and labels, or spaCy's state where spaCy parsed."""
        docs = list(docs)
        ours, sentences = _side_by_side(docs)
        parses = iter(self._parses([doc for doc, own in zip(docs, ours, strict=True) if own], sentences))
        rest = [doc for doc, own in zip(docs, ours, strict=True) if not own]
        states = iter(super().predict(rest) if rest else ())
        return [next(parses if own else states) for own in ours]

    def set_annotations(self, docs: Iterable[Doc], states: Sequence[Any]) -> None:
        """Write the parses into the docs."""
        for doc, parse in zip(docs, states, strict=True):
            if isinstance(parse, numpy.ndarray):
                doc.from_array(["HEAD", "DEP"], cast("Any", parse))
                deprojectivize(doc)
            else:
                super().set_annotations([doc], [parse])

    def _parses(self, docs: list[Doc], sentences: Sentences) -> Parses:
        if not docs:
            return []
        names = self.move_names
        heads, moves = greedy_parse(self._weights(docs, names), *sentences)
        labels = [self.vocab.strings.add(name.partition("-")[2]) for name in names]
        labels.append(self.vocab.strings.add("ROOT"))  # of what no move gave a head
        return _by_doc(docs, heads, numpy.array(labels, dtype="uint64")[moves])

    def _weights(self, docs: list[Doc], names: list[str]) -> ParserWeights:
        vectors = numpy.asarray(self.model.get_ref("tok2vec").predict(docs))
        lower, upper = self.model.get_ref("lower"), self.model.get_ref("upper")
        table = numpy.asarray(lower.get_param("W")).transpose(0, 3, 2, 1)  # places, width, pieces, hidden
        nothing = numpy.asarray(lower.get_param("pad"))[0].transpose(0, 2, 1)
        width = table.shape[1]
        unseen = self.model.attrs["unseen_classes"]
        return ParserWeights(
            vectors=vectors,
            hidden=table.transpose(1, 0, 2, 3).reshape(width, -1),
            nothing=nothing.ravel(),
            bias=numpy.asarray(lower.get_param("b")).T.ravel(),
            output=numpy.asarray(upper.get_param("W")).T,
            output_bias=numpy.asarray(upper.get_param("b")),
            moves=numpy.array(
                [_NEVER if i in unseen else _KINDS.get(name[0], _NEVER) for i, name in enumerate(names)]
            ),
        )


def _side_by_side(docs: list[Doc]) -> tuple[list[bool], Sentences]:
    """Which docs to parse side by side, and starts, ends and document ends of their sentences.

    Not those whose sentences are unknown or very long; and none if there is too little to do at a time, since a
    step costs the same for one sentence as for a hundred.
    """
    ours = []
    bounds: list[Sentences] = []
    first = longest = 0
    for doc in docs:
        flags = doc.to_array("SENT_START").astype("int64")
        begins = numpy.flatnonzero(flags == 1)
        ends = numpy.append(begins[1:], len(doc))
        known = len(begins) > 0 and begins[0] == 0 and flags.all()
        ours.append(bool(known and (ends - begins).max() <= _LONG))
        if ours[-1]:
            longest = max(longest, int((ends - begins).max()))
            bounds.append((begins + first, ends + first, numpy.full(len(begins), first + len(doc))))
            first += len(doc)
    if first < _WORTH * longest or not bounds:
        none = numpy.zeros(0, dtype="int64")
        return [False] * len(docs), (none, none, none)
    starts, ends, limits = (numpy.concatenate(part) for part in zip(*bounds, strict=True))
    return ours, (starts, ends, limits)


def _by_doc(docs: list[Doc], heads: NDArray[numpy.int64], labels: NDArray[numpy.uint64]) -> Parses:
    own = numpy.arange(len(heads))
    offsets = numpy.where(heads < 0, 0, heads - own).astype("int64").view("uint64")
    both = numpy.stack([offsets, labels.astype("uint64")], axis=1)
    return numpy.split(both, numpy.cumsum([len(doc) for doc in docs])[:-1])
