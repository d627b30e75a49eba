"""What the sentence model learns from: the places of annotated texts where two names stand, with what is said there.

The texts are read with their gold mentions. Documents that stand in a dev or test part of any corpus are left out, and
so are sentences of such documents.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.gold import MENTION_FOLDERS, decode_texts, read_gold
from claimgraph.extract.benchmark.mention_relations import MentionPairs, mention_relations
from claimgraph.extract.benchmark.predict import gold_entities, with_gold_mentions
from claimgraph.extract.components.relations import Relations
from claimgraph.extract.pair_features import PairReader, Told
from claimgraph.extract.pair_outcomes import class_of
from claimgraph.extract.sentence_outcomes import OUTCOMES, TEACHING, outcome_of
from claimgraph.models.gold import title_key

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from claimgraph.extract.benchmark.gold import GoldDocument, GoldEntity
    from claimgraph.extract.benchmark.mention_relations import MentionRelations
    from claimgraph.extract.claim import Mention
    from claimgraph.extract.relation import Relation
    from claimgraph.extract.scoring.mention_pairs import CharSpan, MentionRelation
    from claimgraph.extract.sentence_outcomes import Classes, SentenceTeaching

_BEGINNING = 150  # letters by which a text is known
_OF_CONCEPTS = (
    "rule here:"  # of any two names of the two things; what rules say of these two names is told besides
)
_TYPES = ("Chemical", "Gene")  # of a corpus that does not tell them; our classes have the same names


class SentenceExample(msgspec.Struct, frozen=True):
    """A place, which outcomes it may have, and what the rules say there: relation, and whether forward in the text.

    `telling`: whether claims of the place tell how sure claims are.
    """

    document: str
    case: Told
    allowed: tuple[bool, ...]
    classes: Classes
    rules: tuple[tuple[Relation, bool], ...] = ()
    weight: float = 1.0
    telling: bool = True

    @property
    def outcome(self) -> int:
        """The outcome that the annotation gives."""
        return self.allowed.index(True)


def read_sentence_examples(nlp: Language, corpora: Path) -> Iterator[SentenceExample]:
    """The places of the train parts; raises `TrainingDataError` where a corpus is missing or relates nothing.

    `nlp` is a pipeline up to the grounding.
    """
    held, homes = scored_letters(corpora), Homes()
    for corpus, teaching in TEACHING.items():
        documents = [one for one in read_gold(corpora, corpus, "train") if not is_held(one.text, held)]
        if not any(one.stated for one in documents):
            raise TrainingDataError(f"{corpus}: no relation in its train part")
        table = mention_relations(corpus)
        for document in documents:
            known = document if teaching.typed else with_types(document, nlp(document.text)._.mentions)
            doc = with_gold_mentions(nlp, known, lambda _: None)
            home = homes.of(document.text)
            for example in examples_of(doc, known, corpus=corpus, teaching=teaching, table=table):
                yield msgspec.structs.replace(example, document=home)


def examples_of(
    doc: Doc, document: GoldDocument, *, corpus: str, teaching: SentenceTeaching, table: MentionRelations
) -> Iterator[SentenceExample]:
    """The places of one parsed document, which gets its gold mentions."""
    types = corpus_types(corpus)
    doc._.mentions = gold_entities(document, types.type_of_gold)
    reader = PairReader(Relations()(doc))
    asked = MentionPairs(document, types, table)
    said = {frozenset(one.pair): one for one in asked.gold}
    for case in reader.cases():
        if case.pair.classes not in teaching.classes:
            continue
        for place, told in reader.told_of_sentences(case):
            ends = [reader.mentions[one.mention] for one in (place.first, place.second)]
            first, second = (asked.name_of((one.start, one.end)) for one in ends)
            if first == second or asked.is_open(first, second):
                continue
            outcome = _outcome(said.get(frozenset((first, second))), first, teaching)
            yield SentenceExample(
                title_key(doc.text),
                _of_names_alone(told),
                tuple(number == outcome for number in range(len(OUTCOMES))),
                classes=(class_of(ends[0].type) or "", class_of(ends[1].type) or ""),
                rules=tuple(_rules_at(case.rules, ends[0], ends[1])),
                telling=teaching.whole,
            )


def _of_names_alone(told: Told) -> Told:
    """What is told of two names, without what is told of the things that they name."""
    return Told(
        told.features,
        tuple(
            tuple(tuple(one for one in part if not one.startswith(_OF_CONCEPTS)) for part in parts)
            for parts in told.of_places
        ),
    )


def _outcome(said: MentionRelation | None, first: CharSpan, teaching: SentenceTeaching) -> int:
    if said is None:
        return 0
    if said.symmetric and teaching.symmetric is not None:
        return outcome_of(teaching.symmetric, forward=True)
    return outcome_of(teaching.labels[said.label], forward=said.head == first)


def _rules_at(
    rules: tuple[Relation, ...], first: Mention, second: Mention
) -> Iterator[tuple[Relation, bool]]:
    for relation in rules:
        ends = [(one.start, one.end) for one in (relation.subject, relation.object)]
        if set(ends) == {(first.start, first.end), (second.start, second.end)}:
            yield relation, ends[0] == (first.start, first.end)


def with_types(document: GoldDocument, own: tuple[Mention, ...]) -> GoldDocument:
    """The document with the types of its mentions told by the pipeline's own; what remains open goes out.

    Of two that are related, one is a chemical and the other a gene: where one of them is known, so is the other.
    """
    classes: dict[int, str] = {}
    for number, entity in enumerate(document.entities):
        beside = max(own, key=lambda mention: _overlap(mention, entity), default=None)
        class_ = None if beside is None or not _overlap(beside, entity) else class_of(beside.type)
        if class_ in _TYPES:
            classes[number] = class_
    for one in document.stated:
        for known, other in ((one.head, one.tail), (one.tail, one.head)):
            if known in classes and other not in classes:
                classes[other] = next(name for name in _TYPES if name != classes[known])
    kept = sorted(classes)
    place = {number: position for position, number in enumerate(kept)}
    return msgspec.structs.replace(
        document,
        entities=tuple(
            msgspec.structs.replace(document.entities[number], type=classes[number]) for number in kept
        ),
        stated=tuple(
            msgspec.structs.replace(one, head=place[one.head], tail=place[one.tail])
            for one in document.stated
            if one.head in place and one.tail in place and classes[one.head] != classes[one.tail]
        ),
    )


def _overlap(mention: Mention, entity: GoldEntity) -> int:
    return max(0, min(mention.end, entity.end) - max(mention.start, entity.start))


class Homes:
    """Tells copies and parts of texts: a text whose beginning stands in an earlier one goes by the name of that."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._starts: list[int] = []
        self._letters = ""

    def of(self, text: str) -> str:
        """The name of the text that this one is, or is of."""
        own = letters(text)
        at = self._letters.find(own[:_BEGINNING])
        if own and at >= 0:
            return self._names[bisect_right(self._starts, at) - 1]
        self._names.append(title_key(text))
        self._starts.append(len(self._letters))
        self._letters += f"{own}\n"
        return self._names[-1]


def scored_letters(corpora: Path) -> str:
    """The letters of all texts of dev and test parts, a line each: what stands there must not be learnt."""
    folders = [
        corpora / "ner",
        *(corpora / "relations" / folder for folder in sorted(MENTION_FOLDERS.values())),
    ]
    paths = [
        path for folder in folders for path in sorted(folder.rglob("*.jsonl.gz")) if "train" not in path.name
    ]
    return "\n".join(letters(text) for path in paths for text in decode_texts(path))


def is_held(text: str, held: str) -> bool:
    """Whether a text, or its beginning, stands among those."""
    return letters(text)[:_BEGINNING] in held


def letters(text: str) -> str:
    """A text's letters and digits alone.

    >>> letters("IL-2 (interleukin 2)")
    'il2interleukin2'
    """
    return re.sub(r"[\W_]+", "", text.lower())
