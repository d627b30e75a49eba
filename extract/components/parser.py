"""spaCy's dependency parser, made fast for texts whose sentences are known.

Trained by spaCy; where every token says whether it begins a sentence, all sentences of a batch are parsed side by
side in numpy. Where sentences are not known, spaCy parses.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy
from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.pipeline._parser_internals.nonproj import deprojectivize
from thinc.api import Config

from claimgraph.extract.greedy_parse import LEFT, REDUCE, RIGHT, SHIFT, ParserWeights, greedy_parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from thinc.api import Model

    Parses = list[NDArray[numpy.uint64]]  # HEAD and DEP of each token of a doc

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

    def predict(self, docs: Iterable[Doc]) -> Any:
        """The parses of docs whose sentences are known, else spaCy's states."""
        docs = list(docs)
        sentences = _known_sentences(docs)
        if sentences is None:
            return super().predict(docs)
        names = self.move_names
        heads, moves = greedy_parse(self._weights(docs, names), *sentences)
        labels = [self.vocab.strings.add(name.partition("-")[2]) for name in names]
        labels.append(self.vocab.strings.add("ROOT"))  # of what no move gave a head
        return _parses(docs, heads, numpy.array(labels, dtype="uint64")[moves])

    def set_annotations(self, docs: Iterable[Doc], states: Any) -> None:
        """Write the parses into the docs."""
        docs = list(docs)
        if states and not isinstance(states[0], numpy.ndarray):
            super().set_annotations(docs, states)
            return
        for doc, parse in zip(docs, states, strict=True):
            doc.from_array(["HEAD", "DEP"], parse)
            deprojectivize(doc)

    def _weights(self, docs: list[Doc], names: list[str]) -> ParserWeights:
        vectors = numpy.asarray(self.model.get_ref("tok2vec").predict(docs))
        lower, upper = self.model.get_ref("lower"), self.model.get_ref("upper")
        table = numpy.asarray(lower.get_param("W")).transpose(0, 3, 2, 1)  # places, width, pieces, hidden
        nothing = numpy.asarray(lower.get_param("pad"))[0].transpose(0, 2, 1)
        pieces = table.shape[2] * table.shape[3]
        unseen = self.model.attrs["unseen_classes"]
        return ParserWeights(
            vectors=numpy.vstack([vectors, numpy.zeros_like(vectors[:1])]),
            hidden=numpy.vstack([table.reshape(-1, pieces), nothing.reshape(-1, pieces)]),
            bias=numpy.asarray(lower.get_param("b")).T.ravel(),
            output=numpy.asarray(upper.get_param("W")).T,
            output_bias=numpy.asarray(upper.get_param("b")),
            moves=numpy.array(
                [_NEVER if i in unseen else _KINDS.get(name[0], _NEVER) for i, name in enumerate(names)]
            ),
        )


def _known_sentences(docs: list[Doc]) -> tuple[NDArray[numpy.int64], ...] | None:
    """Starts and ends of all sentences, and ends of their docs, counted over the batch; None if unknown."""
    starts, ends, limits = [], [], []
    first = 0
    for doc in docs:
        flags = doc.to_array("SENT_START").astype("int64")
        if not len(doc):
            continue
        if not flags.all():
            return None
        begins = numpy.flatnonzero(flags == 1)
        if not len(begins) or begins[0] != 0:
            return None
        starts.append(begins + first)
        ends.append(numpy.append(begins[1:], len(doc)) + first)
        limits.append(numpy.full(len(begins), first + len(doc)))
        first += len(doc)
    if not starts:
        return None
    return numpy.concatenate(starts), numpy.concatenate(ends), numpy.concatenate(limits)


def _parses(docs: list[Doc], heads: NDArray[numpy.int64], labels: NDArray[numpy.uint64]) -> Parses:
    own = numpy.arange(len(heads))
    offsets = numpy.where(heads < 0, 0, heads - own).astype("int64").view("uint64")
    both = numpy.stack([offsets, labels.astype("uint64")], axis=1)
    return numpy.split(both, numpy.cumsum([len(doc) for doc in docs])[:-1])
