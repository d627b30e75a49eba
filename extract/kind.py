"""Whether a relation is a finding, background, an aim or a method.

The proposition decides, the section only where its words say nothing: in a sentence of results "X-induced Y
was blocked by Z" takes for granted that X induces Y (background) and finds that Z blocks it (finding).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from claimgraph.extract.certainty import is_asked
from claimgraph.extract.cue_phrases import CuePhrase
from claimgraph.extract.presupposition import is_aside, is_presupposed
from claimgraph.extract.relation import Relation
from claimgraph.extract.scope import Scope
from claimgraph.extract.sentence_tree import SentenceTree
from claimgraph.extract.tree_paths import is_below
from claimgraph.extract.word_list import words_by_role

_LABELS = {
    "TITLE": "finding",
    "BACKGROUND": "background",
    "OBJECTIVE": "background",
    "METHODS": "method",
    "RESULTS": "finding",
    "CONCLUSIONS": "finding",
}
_ARMS = frozenset({"treats", "prevents", "combined_with", "compared_with", "regulates", "located_in"})
_CLASSES = words_by_role("word_classes.tsv")
_TOPICS, _DEEDS = _CLASSES["topic"], _CLASSES["deed"]
_SHORTEST = 4  # sentences of a text that can have an introduction
_EARLY = 0.34  # share of an abstract without words of its own work that is taken for its introduction


class Setting(msgspec.Struct, frozen=True):
    """What is known of a sentence before its relations are looked at."""

    start: int  # first token
    end: int
    label: str | None  # of its section
    phrases: tuple[CuePhrase, ...]
    default: str  # kind of a relation that shows none of its own
    labelled: bool


def read_settings(
    tree: SentenceTree,
    sentences: Sequence[tuple[int, int]],
    labels: Sequence[str | None],
    phrases: Sequence[CuePhrase],
) -> list[Setting]:
    """Give every sentence its section, its cue phrases and the kind that holds where nothing else is said."""
    by_sentence: list[list[CuePhrase]] = [[] for _ in sentences]
    number = 0
    for phrase in phrases:
        while phrase.start >= sentences[number][1]:
            number += 1
        by_sentence[number].append(phrase)
    own = [any(p.role == "own" for p in found) and not _is_prior(found) for found in by_sentence]
    body = [n for n, label in enumerate(labels) if label != "TITLE"]
    own_place = next((place for place, n in enumerate(body) if own[n]), None)
    settings = []
    for n, (start, end) in enumerate(sentences):
        default = _LABELS.get(labels[n] or "")
        if default is None:
            past = _is_past(tree, start, end)
            default = _by_position(past=past, place=body.index(n), length=len(body), own_place=own_place)
        labelled = labels[n] in _LABELS
        settings.append(Setting(start, end, labels[n], tuple(by_sentence[n]), default, labelled))
    return settings


def kind_of(tree: SentenceTree, relation: Relation, scope: Scope, setting: Setting) -> str:
    """Tell the kind of a relation."""
    trigger = relation.triggers[0]
    if setting.default != "method" and is_aside(tree, relation):
        return "background"
    if _is_question(tree, relation, scope, setting):
        return "aim"
    last = max(
        (p for p in setting.phrases if p.role in ("own", "prior") and p.start < trigger),
        default=None,
        key=_at,
    )
    is_prior = last is not None and last.role == "prior"
    if _tells_what_was_given(tree, relation, setting) and not is_prior:
        return "method"
    if setting.default == "finding":
        if is_prior and setting.label not in ("RESULTS", "TITLE"):
            return "background"
        if (setting.label != "TITLE" and is_presupposed(tree, relation, scope)) or _is_definition(
            tree, relation, setting
        ):
            return "background"
    if setting.default == "background" and last is not None and last.role == "own" and not setting.labelled:
        return "finding"
    return setting.default


def _at(phrase: CuePhrase) -> tuple[int, int]:
    return phrase.start, phrase.end


def _is_prior(phrases: Sequence[CuePhrase]) -> bool:
    return any(p.role == "prior" for p in phrases)


def _by_position(*, past: bool, place: int, length: int, own_place: int | None) -> str:
    """Kind of an unlabelled sentence: introductions are in the present tense and come before the own work."""
    if own_place is None:
        early = place < _EARLY * length and length >= _SHORTEST
        return "background" if early and not past else "finding"
    return "finding" if place >= own_place or (past and place > 0) else "background"


def _is_past(tree: SentenceTree, start: int, end: int) -> bool:
    """Tell whether a sentence's main verb, auxiliary or copula is in the past tense."""
    roots = [token for token in range(start, end) if tree.heads[token] == token]
    return any(
        tree.tags[root] == "VBD"
        or any(
            tree.tags[c] == "VBD" and tree.deps[c] in ("aux", "auxpass", "cop") for c in tree.children[root]
        )
        for root in roots
    )


def _is_question(tree: SentenceTree, relation: Relation, scope: Scope, setting: Setting) -> bool:
    trigger = relation.triggers[0]
    if is_asked(tree, scope):
        return True
    if setting.label == "TITLE":
        finite = any(tag in ("VBZ", "VBP", "VBD", "MD") for tag in tree.tags[setting.start : setting.end])
        words = [word for word in tree.words[setting.start : setting.end] if not word.isspace()]
        asked = words[-1:] == ["?"]
        return asked or (not finite and tree.words[trigger] in _TOPICS and relation.predicate == "regulates")
    if setting.label in ("RESULTS", "CONCLUSIONS"):
        return False
    return any(p.role == "aim" and p.start < trigger and _governs(tree, p, trigger) for p in setting.phrases)


def _governs(tree: SentenceTree, phrase: CuePhrase, trigger: int) -> bool:
    """An aim phrase reaches what stands under its verb, or the whole clause that it is the subject of."""
    last = phrase.end - 1
    if is_below(tree, trigger, last):
        return True
    head = tree.heads[last]
    return tree.deps[last] in ("nsubj", "nsubjpass") and is_below(tree, trigger, head)


def _tells_what_was_given(tree: SentenceTree, relation: Relation, setting: Setting) -> bool:
    trigger = relation.triggers[0]
    if relation.predicate in _ARMS:
        given = {p.start for p in setting.phrases if p.role == "given"}
        past = any(tag in ("VBD", "VBN") for tag in tree.tags[setting.start : setting.end])
        if past and not given.isdisjoint(relation.triggers):
            return True
    if tree.words[trigger] not in _DEEDS or tree.tags[trigger] != "VBN":
        return False
    below = tree.children[trigger]  # "cells were activated with X": a deed of the experimenter
    done = any(tree.deps[c] == "auxpass" and tree.words[c] in ("was", "were") for c in below)
    agent = next((c for c in below if is_below(tree, relation.subject_token, c)), trigger)
    return done and any(tree.words[c] == "with" and tree.deps[c] == "case" for c in tree.children[agent])


def _is_definition(tree: SentenceTree, relation: Relation, setting: Setting) -> bool:
    if relation.predicate != "is_a":
        return False
    trigger = relation.triggers[0]
    copular = any(tree.deps[child] == "cop" for child in (trigger, *tree.children[trigger]))
    return not copular or not setting.labelled
