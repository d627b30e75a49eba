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
from thinc.api import Config, Linear, Maxout, Model, chain, with_array
from thinc.initializers import zero_init

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.claim import Mention
from claimgraph.extract.components.fast_maxout import fast_maxouts
from claimgraph.extract.components.form_pooling import FormPool, pooled_forms
from claimgraph.extract.doc_text import text_of
from claimgraph.extract.tag_sequences import TAGS, best_tags_of_batch, spans_of, tags_of
from claimgraph.models.training_docs import TAUGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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

_NESTING = frozenset({"craft"})  # corpora whose own labels may overlap


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
    model: Model[list[Doc], list[Any]] = chain(pooled, with_array(chain(hidden, output)))
    model.set_ref("hidden", hidden)
    model.set_ref("output", output)
    model.set_ref("tok2vec", tok2vec)
    return model


def _score(model: Model[list[Doc], list[Any]], docs: list[Doc], columns: list[int]) -> Iterator[Scores]:
    """What the model gives for the labels of those columns: float32 (tokens, labels, 5) logits a doc."""
    vectors = model.get_ref("tok2vec").predict(docs)
    [hidden] = fast_maxouts(model.get_ref("hidden"))
    output = model.get_ref("output")
    width = numpy.asarray(output.get_param("W")).shape[1]
    weights = numpy.asarray(output.get_param("W")).reshape(-1, len(TAGS), width)[columns].reshape(-1, width).T
    bias = numpy.asarray(output.get_param("b")).reshape(-1, len(TAGS))[columns].ravel()
    for doc, rows in zip(docs, vectors, strict=True):
        # what is the same for all tokens of a form is computed once for each; doc by doc, lest it outgrow the cache
        pool = FormPool.of(doc, rows)
        scores = hidden.of_parts(rows, pool.both(), pool.form)
        yield (scores @ weights + bias).reshape(len(rows), len(columns), len(TAGS))


@Language.factory(
    "claimgraph_recogniser",
    assigns=["doc._.mentions", "doc.spans"],
    default_config={**Config().from_str(_DEFAULT_MODEL), "with_conventions": False},
    default_score_weights={"mentions_f": 1.0},
)
def make_recogniser(
    nlp: Language, name: str, model: Model[list[Doc], list[Any]], with_conventions: bool
) -> Recogniser:
    """Make an untrained recogniser; its labels come from the training examples.

    `with_conventions` also gives the spans of the corpora's own conventions, which only measuring needs.
    """
    return Recogniser(nlp.vocab, model, name, with_conventions=with_conventions)


class Recogniser(TrainablePipe):
    """Sets `doc._.mentions` (entity types) and, where it is to, `doc.spans[corpus]` (corpus conventions)."""

    def __init__(
        self,
        vocab: Vocab,
        model: Model[list[Doc], list[Any]],
        name: str = "recogniser",
        *,
        with_conventions: bool = False,
    ) -> None:
        declare_attributes()
        self.with_conventions = with_conventions
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {"labels": []}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the output columns."""
        return tuple(self.cfg["labels"])

    @property
    def scored(self) -> list[int]:
        """The columns of the labels that `predict` scores."""
        return [
            column for column, label in enumerate(self.labels) if self.with_conventions or ":" not in label
        ]

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
        """Logits for each doc: float32 (tokens, scored labels, 5)."""
        docs, columns = list(docs), self.scored
        if not any(len(doc) for doc in docs):
            return [numpy.zeros((len(doc), len(columns), len(TAGS)), dtype="float32") for doc in docs]
        return list(_score(self.model, docs, columns))

    def set_annotations(self, docs: Iterable[Doc], scores: Sequence[Scores]) -> None:
        """Decode each doc's best consistent tags into mentions and corpus spans."""
        labels = [self.labels[column] for column in self.scored]
        for doc, logits, tags in zip(docs, scores, best_tags_of_batch(scores), strict=True):
            found = spans_of(tags, logits)
            types: list[tuple[int, int, str, float]] = []
            groups: dict[str, list[tuple[int, int, str, float]]] = {}
            for column, start, end, probability in found:
                corpus, colon, label = labels[column].rpartition(":")
                if colon:
                    groups.setdefault(corpus, []).append((start, end, label, probability))
                else:
                    types.append((start, end, label, probability))
            for corpus, group in groups.items():
                flat = group if corpus in _NESTING else _without_overlaps(group)
                doc.spans[corpus] = [Span(doc, start, end, label=label) for start, end, label, _ in flat]
            doc._.mentions = tuple(_mentions(doc, _without_crossings(types)))

    def get_loss(self, examples: Iterable[Example], scores: Sequence[Scores]) -> tuple[float, list[Scores]]:
        """Cross-entropy of the tags, over the labels that each example's corpus marks or its teachers know."""
        loss = 0.0
        gradients = []
        for example, logits in zip(examples, scores, strict=True):
            gradient = numpy.zeros_like(logits)
            spans = example.reference.spans
            taught = example.reference.user_data.get(TAUGHT, {})
            for column, label in enumerate(self.labels):
                if label in spans:
                    tags = tags_of([(span.start, span.end) for span in spans[label]], len(logits))
                    target = numpy.eye(len(TAGS), dtype="float32")[tags]
                elif label in taught:
                    target = taught[label].unpack(len(logits))
                else:
                    continue
                difference = _softmax(logits[:, column]) - target
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
    """Keep the surest of overlapping spans: most corpora's conventions know no nested mentions."""
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


def _mentions(doc: Doc, spans: Iterable[tuple[int, int, str, float]]) -> Iterator[Mention]:
    text = text_of(doc)
    starts, lengths = doc.to_array(["IDX", "LENGTH"]).astype("int64").T.tolist()
    for first, end, label, probability in spans:
        start, stop = starts[first], starts[end - 1] + lengths[end - 1]
        yield Mention(start=start, end=stop, text=text[start:stop], type=label, score=round(probability, 4))
