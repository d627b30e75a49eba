"""Explains a claim of a store: reads its text anew and tells path, rule, model and score behind it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimgraph.corpus.options import DEFAULT_OPTIONS, ReadOptions
from claimgraph.errors import QueryError
from claimgraph.extract.batch_work import pipeline_title
from claimgraph.extract.explanation import Explanation, ModelAccount, ScorePart, Step
from claimgraph.extract.learnt_relations import Models, with_models
from claimgraph.extract.model_account import account_of
from claimgraph.extract.outer_mentions import outer_mentions
from claimgraph.extract.pipeline import read_into
from claimgraph.extract.relation import is_by_model
from claimgraph.extract.rule_account import rule_account
from claimgraph.extract.sentence_tree import tree_of
from claimgraph.extract.stored_text import text_behind
from claimgraph.extract.tree_paths import path_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from claimgraph.extract.claim import Claim, Mention
    from claimgraph.extract.relation import Relation
    from claimgraph.extract.store import ClaimStore
    from claimgraph.extract.stored_text import StoredText


def explain(
    store: ClaimStore,
    key: str,
    *,
    nlp: Language,
    source: str | Path | None = None,
    format: str | None = None,  # noqa: A002 - as `read` has it
    options: ReadOptions = DEFAULT_OPTIONS,
) -> Explanation:
    """Tell why a claim was made; `key` is its key, or a beginning that no other has.

    The document is read again with `nlp` from where it was read first, or from `source`; where that is gone, only
    the sentences that the store keeps. Raises `UnknownClaim`, and `QueryError` where `source` lacks the document.
    """
    with store.snapshot():
        claim = store.claim(key)
        stored = store.document(claim.document)
        claims = list(store.claims(document=claim.document))
    if stored is None:
        raise QueryError(f"{claim.document}: not in this store")
    text = text_behind(stored, claims, source=source, format=format, options=options)
    doc = _read(nlp, text, claims)
    component: Any = nlp.get_pipe("relations")
    parsed = doc.has_annotation("DEP")
    models: Models | None = component.models() if component.models is not None and parsed else None
    rules = component.relations(doc, *outer_mentions(doc))
    doc._.relations = tuple(rules)  # of the rules alone, as the models are told of them
    relations = doc._.relations if models is None else with_models(doc, models)
    relation = _fitting(relations, claim, text)
    by_rule = relation is not None and not is_by_model(relation.extractor)
    told = None if models is None else account_of(doc, models, claim, relation)
    return Explanation(
        claim=claim,
        whole=text.whole,
        found=relation is not None,
        pipeline=stored.pipeline,
        reader=pipeline_title(nlp),
        path=_path(doc, claim, relation, text) if parsed else (),
        rule=rule_account(relation, tree_of(doc)) if relation is not None and by_rule else None,
        model=told,
        score=_score_parts(claim, relation, told),
    )


def _read(nlp: Language, text: StoredText, claims: Iterable[Claim]) -> Doc:
    """The text with all steps before relations, and with the stored arguments in place of what was found there."""
    with nlp.select_pipes(disable=["relations", "claims"]):
        doc = nlp(read_into(text.document, nlp=nlp))
    stored: dict[Mention, None] = {}
    for claim in claims:
        stored.update((text.moved(one), None) for one in (claim.subject, claim.object))
    places = {(one.start, one.end) for one in stored}
    others = (one for one in doc._.mentions if (one.start, one.end) not in places)
    doc._.mentions = tuple(sorted([*stored, *others], key=lambda one: (one.start, -one.end, one.type)))
    return doc


def _fitting(relations: Sequence[Relation], claim: Claim, text: StoredText) -> Relation | None:
    """The relation that the claim was made of, or that would make it today."""
    wanted = [(one.start, one.end) for one in (text.moved(claim.subject), text.moved(claim.object))]
    found = [
        one
        for one in relations
        if one.predicate == claim.predicate
        and [(one.subject.start, one.subject.end), (one.object.start, one.object.end)] == wanted
    ]
    return next((one for one in found if one.extractor == claim.extractor), found[0] if found else None)


def _path(doc: Doc, claim: Claim, relation: Relation | None, text: StoredText) -> tuple[Step, ...]:
    """The words from the subject by the trigger to the object; of arguments in two sentences the second's alone."""
    tree = tree_of(doc)
    if relation is None:
        subject, target, trigger = _stored_tokens(doc, claim, text)
    else:
        subject, target, trigger = relation.subject_token, relation.object_token, relation.triggers[0]
    way: list[int] = []
    for start, end in ((subject, trigger), (trigger, target)):
        up, down = path_between(tree, start, end)
        way += [*up, *down][1 if way else 0 :]
    roles = {trigger: "trigger", subject: "subject", target: "object"}
    steps = []
    for previous, token in zip([None, *way[:-1]], way, strict=True):
        upward = previous is not None and tree.heads[previous] == token
        edge = None if previous is None else tree.deps[previous if upward else token]
        steps.append(
            Step(text=doc[token].text, tag=tree.tags[token], edge=edge, upward=upward, role=roles.get(token))
        )
    return tuple(steps)


def _stored_tokens(doc: Doc, claim: Claim, text: StoredText) -> list[int]:
    """The highest words of subject, object and trigger; without a trigger, the object's again."""
    tree, starts = tree_of(doc), [token.idx for token in doc]
    trigger = next((cue for cue in claim.cues if cue.role == "trigger"), claim.object)
    tokens = []
    for stretch in (claim.subject, claim.object, trigger):
        first = bisect_right(starts, text.at(stretch.start)) - 1
        tokens.append(tree.top(range(first, bisect_left(starts, text.at(stretch.end)))))
    return tokens


def _score_parts(claim: Claim, relation: Relation | None, told: ModelAccount | None) -> tuple[ScorePart, ...]:
    """The numbers that lead to the stored score, which stands last."""
    parts = []
    if relation is not None and not is_by_model(relation.extractor):
        parts.append(ScorePart("the rule's score", relation.score))
    if told is not None:
        given = round(sum(told.probabilities[one] for one in told.claimed), 3)
        parts.append(ScorePart("what the model gives to it", given))
    if relation is not None and relation.combined is not None and claim.polarity == "affirmed":
        parts.append(ScorePart("both together, with the doubt about the arguments", relation.combined))
    elif relation is not None and is_by_model(relation.extractor):
        parts.append(ScorePart("the same, with the doubt about the arguments", relation.score))
    parts.append(ScorePart("the score in the store", claim.score))
    return tuple(parts)
