"""Runs a pipeline over the texts of a corpus, in the way that the question asks for.

| way | what the pipeline is given |
|---|---|
| `text` | the raw text, as any user's |
| `left-out` | the same, of a pipeline that may know mentions only: the steps behind them are left out |
| `gold-mentions` | the gold mentions in place of its own: what is left is the grounding |
| `gold-entities` | the gold mentions with their gold identifiers: what is left is what is claimed of them |
| `gold-sentences` | one gold sentence at a time, whole: what is left is tagging and parsing |
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from claimgraph.corpus.document import Document, Section
from claimgraph.corpus.sections import TITLE, stretches
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.benchmark.predictions import PredictedClaim, PredictedMention, Prediction
from claimgraph.extract.claim import Claim, Concept, Mention
from claimgraph.extract.relation import is_by_model
from claimgraph.extract.scoring.concepts import split_ids
from claimgraph.extract.scoring.parsing import ParsedToken

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from claimgraph.extract.benchmark.gold import GoldDocument

WAYS = ("text", "left-out", "gold-mentions", "gold-entities", "gold-sentences")
_FINDERS = frozenset({"claimgraph_recogniser", "claimgraph_entity_mentions", "claimgraph_terms"})
_GROUNDERS = frozenset({"claimgraph_grounder", "claimgraph_linked_grounder"})


def predict(
    nlp: Language,
    gold: Sequence[GoldDocument],
    *,
    corpus: str,
    way: str = "text",
    joint_type: Callable[[str], str | None] = lambda _: None,
    type_of_gold: Callable[[str], str | None] = lambda _: None,
) -> Iterator[Prediction]:
    """Yield a prediction a document, in order.

    `joint_type` tells which of our entity types a gold mention has when it is given to the grounder; a
    mention without one is left out. `type_of_gold` does so where nothing has to be grounded.
    """
    declare_attributes()
    if way == "gold-sentences":
        steps = _parsing_steps(nlp)
        for document in gold:
            yield _parsed(_run(nlp, _one_sentence(nlp.make_doc(document.text)), steps), document)
    elif way == "gold-mentions":
        for document in gold:
            yield _grounded(nlp, document, joint_type)
    elif way == "gold-entities":
        for document in gold:
            yield _claimed(nlp, document, type_of_gold)
    else:
        own = way == "text" and _tells_own_labels(nlp, corpus)
        with nlp.select_pipes(enable=_finding_steps(nlp) if way == "left-out" else nlp.pipe_names):
            docs = nlp.pipe(doc_of(nlp, document) for document in gold)
            for document, doc in zip(gold, docs, strict=True):
                yield _whole(doc, document, corpus=corpus if own else None)


def doc_of(nlp: Language, document: GoldDocument) -> Doc:
    """The tokens of a gold document, with its title and sections as a reader of files tells them."""
    text = document.text
    title, _, abstract = text.partition("\n")
    parts = ((len(title) + 1, part) for part in stretches(abstract))
    sections = (
        Section(TITLE, None, 0, len(title)),
        *(Section(part.label, part.heading, start + part.start, start + part.end) for start, part in parts),
    )
    doc = nlp.make_doc(text)
    doc._.document = Document(
        id=f"PMID:{document.id}", text=text, title=title, sections=sections if abstract else ()
    )
    return doc


def _one_sentence(doc: Doc) -> Doc:
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def _run(nlp: Language, doc: Doc, steps: Sequence[str]) -> Doc:
    for name in steps:
        doc = nlp.get_pipe(name)(doc)
    return doc


def _parsing_steps(nlp: Language) -> list[str]:
    """All steps up to the last one that tags or parses, without those that would cut the gold sentence."""
    assigns = {name: set(nlp.get_pipe_meta(name).assigns) for name in nlp.pipe_names}
    parsing = [name for name in nlp.pipe_names if assigns[name] & {"token.tag", "token.dep", "token.head"}]
    if not parsing:
        return []
    upto = nlp.pipe_names.index(parsing[-1]) + 1
    cutting = {"token.is_sent_start", "doc.sents"}
    return [name for name in nlp.pipe_names[:upto] if name in parsing or not assigns[name] & cutting]


def _finding_steps(nlp: Language) -> list[str]:
    """All steps up to the last one that finds mentions."""
    names: list[str] = nlp.pipe_names
    last = max(names.index(name) for name in names if nlp.get_pipe_meta(name).factory in _FINDERS)
    return names[: last + 1]


def _tells_own_labels(nlp: Language, corpus: str) -> bool:
    """Have the recogniser tell what follows the corpus, which it may keep from its users; False: it knows nothing."""
    recogniser = nlp.get_pipe("recogniser") if nlp.has_pipe("recogniser") else None
    if recogniser is not None and hasattr(recogniser, "with_conventions"):
        recogniser.with_conventions = True
    labels = (label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ()))
    return any(str(label).startswith(f"{corpus}:") for label in labels)


def _whole(doc: Doc, document: GoldDocument, *, corpus: str | None) -> Prediction:
    own = None
    if corpus is not None:
        group = doc.spans.get(corpus, ())
        own = tuple((span.start_char, span.end_char, span.label_) for span in group)
    return Prediction(
        id=document.id,
        mentions=tuple(_mention(mention) for mention in doc._.mentions),
        own_spans=own,
        abbreviations=tuple(
            (doc.text[slice(*pair.short)], doc.text[slice(*pair.long)]) for pair in doc._.abbreviations
        ),
        claims=tuple(_claim(claim) for claim in doc._.claims),
        sentences=(
            tuple((sent.start_char, sent.end_char) for sent in doc.sents)
            if doc.has_annotation("SENT_START")
            else ()
        ),
    )


def _grounded(nlp: Language, document: GoldDocument, joint_type: Callable[[str], str | None]) -> Prediction:
    doc = with_gold_mentions(nlp, document, joint_type)
    for name in nlp.pipe_names:
        if nlp.get_pipe_meta(name).factory in _GROUNDERS:
            doc = nlp.get_pipe(name)(doc)
    return Prediction(id=document.id, mentions=tuple(_mention(mention) for mention in doc._.mentions))


def _claimed(nlp: Language, document: GoldDocument, type_of_gold: Callable[[str], str | None]) -> Prediction:
    doc = with_gold_mentions(nlp, document, lambda _: None)
    doc._.mentions = gold_entities(document, type_of_gold)
    for name in _steps_behind_grounder(nlp):
        doc = nlp.get_pipe(name)(doc)
    return _whole(doc, document, corpus=None)


def _steps_behind_grounder(nlp: Language) -> list[str]:
    names: list[str] = nlp.pipe_names
    last = max(names.index(name) for name in names if nlp.get_pipe_meta(name).factory in _GROUNDERS)
    return names[last + 1 :]


def gold_entities(document: GoldDocument, type_of_gold: Callable[[str], str | None]) -> tuple[Mention, ...]:
    """The gold mentions with their gold concepts; one that names several is there once for each."""
    found = []
    for entity in sorted(document.entities, key=lambda one: (one.start, -one.end)):
        type_ = type_of_gold(entity.type)
        if type_ is None:
            continue
        text = document.text[entity.start : entity.end]
        for identifier in split_ids(entity.ids) or (None,):
            concept = None if identifier is None else Concept(identifier, text, type_)
            found.append(
                Mention(start=entity.start, end=entity.end, text=text, type=type_, concept=concept, score=1.0)
            )
    return tuple(found)


def with_gold_mentions(nlp: Language, document: GoldDocument, joint_type: Callable[[str], str | None]) -> Doc:
    """A document as a grounder gets it, with the gold mentions in place of those that a pipeline would find."""
    doc = doc_of(nlp, document)
    for name in nlp.pipe_names:
        factory = nlp.get_pipe_meta(name).factory
        if factory in _GROUNDERS:
            break
        if factory not in _FINDERS:
            doc = nlp.get_pipe(name)(doc)
    doc._.mentions = _gold_mentions(document, joint_type)
    return doc


def _gold_mentions(document: GoldDocument, joint_type: Callable[[str], str | None]) -> tuple[Mention, ...]:
    typed = ((entity, joint_type(entity.type)) for entity in document.entities)
    return tuple(
        Mention(
            start=entity.start,
            end=entity.end,
            text=document.text[entity.start : entity.end],
            type=type_,
            score=1.0,
        )
        for entity, type_ in sorted(typed, key=lambda pair: (pair[0].start, -pair[0].end))
        if type_ is not None
    )


def _parsed(doc: Doc, document: GoldDocument) -> Prediction:
    words = [token for token in doc if not token.is_space]
    position = {token.i: number for number, token in enumerate(words)}
    return Prediction(
        id=document.id,
        tokens=tuple(
            ParsedToken(
                token.idx,
                token.idx + len(token),
                position.get(token.head.i, position[token.i]),
                token.dep_,
                token.tag_,
            )
            for token in words
        ),
    )


def _mention(mention: Mention) -> PredictedMention:
    best = mention.alternatives[0].id if mention.alternatives and mention.concept is None else None
    score = round(mention.score, 4)
    return PredictedMention(mention.start, mention.end, mention.type, _id(mention.concept), score, best)


def _claim(claim: Claim) -> PredictedClaim:
    return PredictedClaim(
        subject_type=claim.subject.type,
        subject=_id(claim.subject.concept),
        predicate=claim.predicate,
        object_type=claim.object.type,
        object=_id(claim.object.concept),
        subject_at=(claim.subject.start, claim.subject.end),
        object_at=(claim.object.start, claim.object.end),
        polarity=claim.polarity,
        certainty=claim.certainty,
        kind=claim.kind,
        score=claim.score,
        by_model=is_by_model(claim.extractor),
    )


def _id(concept: Concept | None) -> str | None:
    return None if concept is None else concept.id
