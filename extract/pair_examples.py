"""What the relation model learns from: the pairs of annotated documents, with the outcomes that each may have.

Every document is read twice: with the pipeline's own mentions, as a user's text is, and with the gold ones. A
concept that the pipeline found stands for the gold concept that most of its mentions overlap with, whatever
identifier it got: a wrong one is the grounding's fault. Documents that stand in a dev or test part, of their own
corpus or of another, are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.gold import read_gold
from claimgraph.extract.benchmark.predict import doc_of, gold_entities
from claimgraph.extract.components.relations import Relations
from claimgraph.extract.concept_pairs import NamedConcept
from claimgraph.extract.pair_features import PairReader
from claimgraph.extract.pair_outcomes import OUTCOMES, TEACHING, Teaching, class_of
from claimgraph.models.gold import held_out, read_plan, scored_keys, title_key

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from claimgraph.extract.benchmark.gold import GoldDocument
    from claimgraph.extract.claim import Mention
    from claimgraph.extract.pair_features import PairCase
    from claimgraph.extract.scoring.concepts import Resolve

    Link = Callable[[NamedConcept], set[str]]  # the gold concepts that a concept may stand for

OWN_MENTIONS = 0.3  # weight of a pair of the pipeline's own mentions; of gold ones it is 1


class PairExample(msgspec.Struct, frozen=True):
    """A pair, whether each outcome may be its own, and how much it counts."""

    document: str  # the same for copies of a text in several corpora
    case: PairCase
    allowed: tuple[bool, ...]
    weight: float


def read_examples(nlp: Language, corpora: Path, resolve: Resolve) -> Iterator[PairExample]:
    """The pairs of the train parts; raises `TrainingDataError` where a corpus is missing or relates nothing.

    `nlp` is a pipeline up to the grounding.
    """
    excluded, held = held_out(corpora), scored_keys(corpora, read_plan())
    for corpus, teaching in TEACHING.items():
        documents = [
            one
            for one in read_gold(corpora, corpus, "train")
            if (corpus, one.group) not in excluded and title_key(one.text) not in held
        ]
        if not any(one.relations for one in documents):
            raise TrainingDataError(f"{corpus}: no relation in its train part")
        docs = nlp.pipe(doc_of(nlp, document) for document in documents)
        for document, doc in zip(documents, docs, strict=True):
            yield from examples_of(doc, document, corpus=corpus, teaching=teaching, resolve=resolve)


def examples_of(
    doc: Doc, document: GoldDocument, *, corpus: str, teaching: Teaching, resolve: Resolve
) -> Iterator[PairExample]:
    """The pairs of one document with its own mentions, then with the gold ones, which it keeps."""
    rules = Relations()
    gold = gold_entities(document, corpus_types(corpus).type_of_gold)
    related = _outcomes(document, teaching, resolve)
    own: tuple[Mention, ...] = doc._.mentions
    yield from _examples(rules(doc), related, teaching, OWN_MENTIONS, _by_overlap(own, gold, resolve))
    doc._.mentions = gold
    yield from _examples(rules(doc), related, teaching, 1.0, lambda concept: {resolve(concept.key)})


def _examples(
    doc: Doc,
    related: Mapping[tuple[str, str], Sequence[str]],
    teaching: Teaching,
    weight: float,
    link: Link,
) -> Iterator[PairExample]:
    reader = PairReader(doc)
    meant = {concept.key: link(concept) for concept in reader.concepts}
    for case in reader.cases():
        if case.pair.classes not in teaching.pairs:
            continue
        ones, others = meant[case.pair.one.key], meant[case.pair.other.key]
        found = (related.get((one, other)) for one in sorted(ones) for other in sorted(others))
        outcomes = next((one for one in found if one is not None), teaching.unrelated)
        allowed = tuple(outcome in outcomes for outcome in OUTCOMES)
        yield PairExample(title_key(doc.text), case, allowed, weight * teaching.weight)


def _outcomes(
    document: GoldDocument, teaching: Teaching, resolve: Resolve
) -> dict[tuple[str, str], Sequence[str]]:
    """The outcomes that the gold relations allow, by their concepts in either order."""
    found: dict[tuple[str, str], Sequence[str]] = {}
    for relation in document.relations:
        head, tail = resolve(relation.head), resolve(relation.tail)
        outcomes = teaching.relations.get(relation.type, OUTCOMES[1:])
        found[head, tail] = found[tail, head] = outcomes
    return found


def _by_overlap(own: Sequence[Mention], gold: Sequence[Mention], resolve: Resolve) -> Link:
    def link(concept: NamedConcept) -> set[str]:
        counts: Counter[str] = Counter()
        for named in concept.named:
            mention = own[named.mention]
            for other in gold:
                overlaps = mention.start < other.end and other.start < mention.end
                if overlaps and other.concept is not None and class_of(other.type) == concept.class_:
                    counts[resolve(other.concept.id)] += 1
        most = max(counts.values(), default=0)
        return {resolve(concept.key), *(one for one, count in counts.items() if count == most)}

    return link
