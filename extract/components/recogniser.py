"""Recognise entities with a small head on the shared encoder, learnt from partly labelled corpora.

Each label has its own tags (outside, begin, inside, last, unit), so mentions of different types may nest, and a
corpus that says nothing about a label gives it no gradient. Labels with a colon ("jnlpba:protein") follow one
corpus's conventions; the others are claimgraph's entity types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy
from spacy.language import Language
from spacy.pipeline.trainable_pipe import TrainablePipe
from spacy.tokens import Span
from spacy.util import registry
from thinc.api import Config, Linear, Maxout, Model, chain
from thinc.initializers import zero_init

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.claim import Mention
from claimgraph.extract.components.fast_maxout import fast_maxouts
from claimgraph.extract.components.form_pooling import pooled_forms
from claimgraph.extract.tag_sequences import TAGS, best_tags_of_batch, spans_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.training import Example
    from spacy.vocab import Vocab

    Scores = NDArray[numpy.float32]

_DEFAULT_MODEL = """
[model]
@architectures = "claimgraph.MentionTagger.v2"
hidden_width = 128

[model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
upstream = "*"
"""


@registry.architectures("claimgraph.MentionTagger.v2")
def mention_tagger(
    tok2vec: Model[list[Doc], list[Any]],
    hidden_width: int,
    nO: int | None = None,  # noqa: N803 - thinc's name
) -> Model[list[Doc], list[Any]]:
    """A hidden layer over the encoder, pooled by word form: float32 (tokens, labels x 5 tags) logits a doc."""
    pooled = pooled_forms(tok2vec)
    width = pooled.get_dim("nO") if pooled.has_dim("nO") else None
    hidden: Model[Any, Any] = Maxout(hidden_width, width, nP=3, dropout=0.0, normalize=True)
    output: Model[Any, Any] = Linear(nO, hidden_width, init_W=zero_init)
    head: Model[Any, Any] = Model(
        "claimgraph_mention_head",
        _score_docs,
        init=_initialize_head,
        layers=[chain(hidden, output)],
        dims={"nI": None, "nO": None},
    )
    model: Model[list[Doc], list[Any]] = chain(pooled, head)
    model.set_ref("output", output)
    model.set_ref("tok2vec", tok2vec)
    return model


def _initialize_head(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803 - thinc's names
    model.layers[0].initialize(X=numpy.concatenate(X) if X else None)


def _score_docs(
    model: Model[Any, Any], docs: list[Scores], is_train: bool
) -> tuple[list[Scores], Callable[[list[Scores]], list[Scores]]]:
    if not is_train:
        [hidden] = fast_maxouts(model)
        output = next(node for node in model.walk() if node.name == "linear")
        weights, bias = numpy.asarray(output.get_param("W")).T, numpy.asarray(output.get_param("b"))
        # doc by doc: the hidden layer of a whole batch is too large for the processor's cache
        return [hidden(rows) @ weights + bias for rows in docs], lambda gradients: gradients
    bounds = numpy.cumsum([len(rows) for rows in docs])[:-1]
    scores, backprop_rows = model.layers[0](numpy.concatenate(docs), is_train)

    def backprop(gradients: list[Scores]) -> list[Scores]:
        return numpy.split(backprop_rows(numpy.concatenate(gradients)), bounds)

    return numpy.split(scores, bounds), backprop


@Language.factory(
    "claimgraph_recogniser",
    assigns=["doc._.mentions", "doc.spans", "doc.ents"],
    default_config=Config().from_str(_DEFAULT_MODEL),
    default_score_weights={"mentions_f": 1.0},
)
def make_recogniser(nlp: Language, name: str, model: Model[list[Doc], list[Any]]) -> Recogniser:
    """Make an untrained recogniser; its labels come from the training examples."""
    return Recogniser(nlp.vocab, model, name)


class Recogniser(TrainablePipe):
    """Sets `doc._.mentions` (entity types) and `doc.spans[corpus]` (corpus conventions)."""

    def __init__(self, vocab: Vocab, model: Model[list[Doc], list[Any]], name: str = "recogniser") -> None:
        declare_attributes()
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {"labels": []}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the output columns."""
        return tuple(self.cfg["labels"])

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None
    ) -> None:
        """Take the labels from the span groups of the examples and size the output layer."""
        examples = list(get_examples())
        self.cfg["labels"] = sorted({label for example in examples for label in example.reference.spans})
        self.model.get_ref("output").set_dim("nO", len(self.labels) * len(TAGS))
        sample = [example.x for example in examples[:10]]
        self.model.initialize(X=sample)

    def predict(self, docs: Iterable[Doc]) -> list[Scores]:
        """Logits for each doc: float32 (tokens, labels, 5)."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [numpy.zeros((len(doc), len(self.labels), len(TAGS)), dtype="float32") for doc in docs]
        return [
            scores.reshape(len(scores), len(self.labels), len(TAGS)) for scores in self.model.predict(docs)
        ]

    def set_annotations(self, docs: Iterable[Doc], scores: Sequence[Scores]) -> None:
        """Decode each doc's best consistent tags into mentions and corpus spans."""
        for doc, logits, tags in zip(docs, scores, best_tags_of_batch(scores), strict=True):
            found = spans_of(tags, logits)
            types: list[tuple[int, int, str, float]] = []
            groups: dict[str, list[tuple[int, int, str, float]]] = {}
            for column, start, end, probability in found:
                corpus, colon, label = self.labels[column].rpartition(":")
                if colon:
                    groups.setdefault(corpus, []).append((start, end, label, probability))
                else:
                    types.append((start, end, label, probability))
            for corpus, group in groups.items():
                flat = _without_overlaps(group)
                doc.spans[corpus] = [Span(doc, start, end, label=label) for start, end, label, _ in flat]
            doc._.mentions = tuple(_mention(doc, *span) for span in _without_crossings(types))

    def get_loss(self, examples: Iterable[Example], scores: Sequence[Scores]) -> tuple[float, list[Scores]]:
        """Cross-entropy of the tags, over the labels that each example's corpus marks."""
        loss = 0.0
        gradients = []
        columns = {label: column for column, label in enumerate(self.labels)}
        for example, logits in zip(examples, scores, strict=True):
            gradient = numpy.zeros_like(logits)
            for label, group in example.reference.spans.items():
                if label not in columns:
                    continue
                column = columns[label]
                target = tags_of([(span.start, span.end) for span in group], len(example.reference))
                difference = _softmax(logits[:, column]) - numpy.eye(len(TAGS), dtype="float32")[target]
                loss += float((difference**2).sum())
                gradient[:, column] = difference
            gradients.append(gradient)
        return loss, gradients

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Any = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from a batch; examples that mark no label leave the layer as it is."""
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = list(examples)
        flat, backprop = self.model.begin_update([example.x for example in examples])
        scores = [logits.reshape(len(logits), len(self.labels), len(TAGS)) for logits in flat]
        loss, gradients = self.get_loss(examples, scores)
        backprop([gradient.reshape(len(gradient), len(self.labels) * len(TAGS)) for gradient in gradients])
        if sgd is not None:
            self.finish_update(sgd)
        losses[self.name] += loss
        return losses

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Strict span precision, recall and F1 over the labels that each reference marks, micro and per label."""
        counts: dict[str, list[int]] = {}
        for example in examples:
            found = _found(example.predicted)
            for label, group in example.reference.spans.items():
                gold = {(span.start_char, span.end_char) for span in group}
                mine = found.get(label, set())
                right, guessed, expected = counts.setdefault(label, [0, 0, 0])
                counts[label] = [right + len(gold & mine), guessed + len(mine), expected + len(gold)]
        per_type = {label: _f1(*numbers) for label, numbers in sorted(counts.items())}
        total = _f1(*(sum(column) for column in zip(*counts.values(), strict=True))) if counts else 0.0
        return {"mentions_f": total, "mentions_per_type": per_type}


def _found(doc: Doc) -> dict[str, set[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for mention in doc._.mentions:
        found.setdefault(mention.type, set()).add((mention.start, mention.end))
    for corpus, group in doc.spans.items():
        for span in group:
            found.setdefault(f"{corpus}:{span.label_}", set()).add((span.start_char, span.end_char))
    return found


def _f1(right: int, guessed: int, expected: int) -> float:
    return 2 * right / (guessed + expected) if guessed + expected else 0.0


def _softmax(logits: Scores) -> Scores:
    exponents: Scores = numpy.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Scores = exponents / exponents.sum(axis=-1, keepdims=True)
    return shares


def _without_overlaps(spans: list[tuple[int, int, str, float]]) -> list[tuple[int, int, str, float]]:
    """Keep the surest of overlapping spans: the corpora's own conventions know no nested mentions."""
    kept = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda span: (-span[3], span)):
        tokens = range(*span[:2])
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(span)
    return sorted(kept)


def _without_crossings(spans: list[tuple[int, int, str, float]]) -> list[tuple[int, int, str, float]]:
    """Keep the surest of equal or crossing spans; a span within a longer one stays."""
    kept: list[tuple[int, int, str, float]] = []
    over: dict[int, list[tuple[int, int]]] = {}  # the kept spans over each token
    for span in sorted(spans, key=lambda span: (-span[3], span)):
        start, end = span[:2]
        # whatever is equal to a span or crosses it lies over its first or its last token
        rivals = over.get(start, []) + over.get(end - 1, [])
        if any((start, end) == (s, e) or s < start < e < end or start < s < end < e for s, e in rivals):
            continue
        kept.append(span)
        for token in range(start, end):
            over.setdefault(token, []).append((start, end))
    return sorted(kept, key=lambda span: (span[0], -span[1]))


def _mention(doc: Doc, start: int, end: int, label: str, probability: float) -> Mention:
    span = doc[start:end]
    return Mention(
        start=span.start_char, end=span.end_char, text=span.text, type=label, score=round(probability, 4)
    )
