"""What the relation model learns from: the pairs of annotated documents, with the outcomes that each may have.

Every document is read twice: with the pipeline's own mentions, as a user's text is, and with the gold ones. A
concept that the pipeline found stands for the gold concept that most of its mentions overlap with, whatever
identifier it got: a wrong one is the grounding's fault. Documents that stand in a dev or test part, of their own
corpus or of another, are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.gold import read_gold
from claimgraph.extract.benchmark.gold_outcomes import gold_outcomes
from claimgraph.extract.benchmark.predict import doc_of, gold_entities
from claimgraph.extract.claim import Mention
from claimgraph.extract.components.relations import Relations
from claimgraph.extract.concept_pairs import NamedConcept
from claimgraph.extract.pair_features import PairCase, PairReader
from claimgraph.extract.pair_outcomes import OUTCOMES, TEACHING, Teaching, class_of
from claimgraph.models.gold import held_out, read_plan, scored_keys, title_key

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from claimgraph.extract.benchmark.gold import GoldDocument
    from claimgraph.extract.benchmark.gold_outcomes import Related
    from claimgraph.extract.scoring.concepts import Resolve

    Link = Callable[[NamedConcept], set[str]]  # the gold concepts that a concept may stand for

OWN_MENTIONS = 0.3  # weight of a pair of the pipeline's own mentions; of gold ones it is 1


class PairExample(msgspec.Struct, frozen=True):
    """A pair, whether each outcome may be its own, and how much it counts; and what the scores are learnt from.

    That is what it may be by its identifiers alone, where it has any (`meant`), what an unrelated pair may be, the
    mentions that a claim would hold, and whether the rules leave one of its places to the model (`free`).
    """

    document: str  # the same for copies of a text in several corpora
    case: PairCase
    allowed: tuple[bool, ...]
    weight: float
    meant: tuple[str, ...] = ()
    unrelated: tuple[str, ...] = ()
    arguments: tuple[Mention, ...] = ()
    free: bool = True


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
    related = gold_outcomes(document, teaching, resolve)
    own: tuple[Mention, ...] = doc._.mentions
    yield from _examples(
        rules(doc), related, teaching, OWN_MENTIONS, _by_overlap(own, gold, resolve), resolve
    )
    doc._.mentions = gold
    yield from _examples(rules(doc), related, teaching, 1.0, lambda concept: {resolve(concept.key)}, resolve)


def _examples(
    doc: Doc,
    related: Related,
    teaching: Teaching,
    weight: float,
    link: Link,
    resolve: Resolve,
) -> Iterator[PairExample]:
    reader = PairReader(doc)
    meant = {concept.key: link(concept) for concept in reader.concepts}
    for case in reader.cases():
        if case.pair.classes not in teaching.pairs:
            continue
        pair = case.pair.one, case.pair.other
        ones, others = meant[pair[0].key], meant[pair[1].key]
        found = (related.get((one, other)) for one in sorted(ones) for other in sorted(others))
        outcomes = next((one for one in found if one is not None), teaching.unrelated)
        arguments = tuple(reader.mentions[one.named[0].mention] for one in pair)
        by_id = all(one.concept is not None for one in arguments)
        own = (resolve(pair[0].key), resolve(pair[1].key))
        yield PairExample(
            title_key(doc.text),
            case,
            tuple(outcome in outcomes for outcome in OUTCOMES),
            weight * teaching.weight,
            meant=tuple(related.get(own, teaching.unrelated) if by_id else outcomes),
            unrelated=teaching.unrelated,
            arguments=arguments,
            free=not all(reader.is_ruled(case.pair, place) for place in case.pair.places),
        )


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
