"""Which words stand over a relation, so that a negation or a hedge at them reaches it.

The scope follows the dependency tree: from the relation's trigger up to the word where its arguments meet,
on through words that only report, ask or doubt ("failed to", "evidence that", "we investigated whether"), and
down to the arguments. It never crosses into another clause: a "not" in a relative clause, or at a verb that
merely takes the statement for granted, stays outside.
"""

from __future__ import annotations

import msgspec

from claimgraph.extract.relation import Relation
from claimgraph.extract.sentence_tree import SentenceTree
from claimgraph.extract.tree_paths import path_between
from claimgraph.extract.word_list import words_by_role

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "csubjpass"})
_NOMINALS = frozenset({"nsubj", "nsubjpass", "dobj", "iobj", "nmod", "compound", "amod", "appos", "dep"})
_OTHER_CLAUSES = frozenset({"acl:relcl", "advcl", "parataxis", "acl"})
_GRAMMAR = words_by_role("grammar_words.tsv")
_OPEN_CASES, _QUESTIONS, _TURNS = _GRAMMAR["about"], _GRAMMAR["open_question"], _GRAMMAR["turn"]
_LONGEST_CLIMB = 8


class Place(msgspec.Struct, frozen=True):
    """A token in a relation's scope and how the way came to it."""

    token: int
    came_from: int  # the token before it on the way; itself for the trigger
    edge: str  # dependency label of the edge between the two
    governs: bool  # the token itself speaks about the statement: "failed" in "failed to inhibit"
    modifiers_count: bool  # so do the words that depend on it: "not" in "did not inhibit"


class Scope(msgspec.Struct, frozen=True):
    """The tokens from a relation's trigger upwards, and those down to its subject and its object."""

    above: tuple[Place, ...]
    to_subject: tuple[Place, ...]
    to_object: tuple[Place, ...]


GOVERNING = words_by_role("governing_words.tsv")
_TRANSPARENT = frozenset[str]().union(
    *GOVERNING.values(),
    *words_by_role("hedge_cues.tsv").values(),
    *(
        words
        for role, words in words_by_role("negation_cues.tsv").items()
        if role in ("failing", "governing", "excluding")
    ),
)


def scope_of(tree: SentenceTree, relation: Relation) -> Scope:
    """Find the words whose negations and hedges reach a relation."""
    trigger = relation.triggers[0]
    subject_up, subject_down = path_between(tree, trigger, relation.subject_token)
    object_up, object_down = path_between(tree, trigger, relation.object_token)
    inside = max(subject_up, object_up, key=len)
    return Scope(
        _climb(tree, trigger, set(inside)),
        _descend(tree, subject_up, subject_down),
        _descend(tree, object_up, object_down),
    )


def _climb(tree: SentenceTree, trigger: int, inside: set[int]) -> tuple[Place, ...]:
    places = [Place(trigger, trigger, "", False, True)]
    token, counts = trigger, True
    taken_for_granted = tree.deps[trigger] == "amod"  # "the X-induced Y"
    for _ in range(_LONGEST_CLIMB):
        head, edge = tree.heads[token], tree.deps[token]
        if head == token:
            break
        if edge == "conj":
            shared = shares_modifiers(tree, head, token)
            places.append(Place(head, token, edge, False, counts and shared))
            token = head
            continue
        if taken_for_granted and head not in inside:
            break
        asking = _asking(tree, token)
        if asking is not None and head not in inside:
            places.append(Place(asking, token, edge, True, True))
            if asking == head:
                token, counts = head, True
                continue
            break
        known = tree.words[head] in _TRANSPARENT
        if head in inside:
            counts = counts and (edge not in _OTHER_CLAUSES or _is_same_statement(tree, head, edge, known))
        elif edge in _COMPLEMENTS:
            counts = True
        elif not known or not (edge.startswith("acl") or (edge in _NOMINALS and _is_open(tree, token, edge))):
            break
        places.append(Place(head, token, edge, counts, counts))
        token = head
    return tuple(places)


def _asking(tree: SentenceTree, clause: int) -> int | None:
    """The word that leaves a clause with "if" or "whether" open: "it remains unclear if"."""
    if not any(tree.words[c] in _QUESTIONS for c in tree.having(clause, "mark")):
        return None
    head = tree.heads[clause]
    said = (*tree.having(head, "xcomp", "acomp"), head)
    return next((i for i in said if i < clause and tree.words[i] in _TRANSPARENT), None)


def _descend(tree: SentenceTree, rising: list[int], falling: list[int]) -> tuple[Place, ...]:
    places = []
    token, counts = (rising[-1], True) if rising else (-1, True)
    for below in falling:
        edge = tree.deps[below]
        counts = counts and edge not in _OTHER_CLAUSES
        places.append(Place(below, token, edge, False, counts))
        token = below
    return tuple(places)


def _is_same_statement(tree: SentenceTree, noun: int, edge: str, known: bool) -> bool:
    """ "X may be a protein that inhibits Y" speaks of inhibiting; "X, which inhibits Y, may …" does not."""
    if edge == "advcl":  # "capable of inhibiting"
        return known and tree.tags[noun].startswith("JJ")
    if not edge.startswith("acl"):
        return False
    predicative = tree.heads[noun] == noun or tree.deps[noun] in ("xcomp", "ccomp")
    return known or predicative or any(tree.deps[child] == "cop" for child in tree.children[noun])


def _is_open(tree: SentenceTree, token: int, edge: str) -> bool:
    """A phrase with "by", "after", "during" … is a circumstance of its governor, not what it speaks about."""
    head = tree.heads[token]
    if edge in ("nsubj", "nsubjpass"):  # of "X was absent", not of "X did not show Y", "X seems to show Y"
        passive_question = edge == "nsubjpass" and tree.words[head] in GOVERNING["ask"]
        return passive_question or not any(
            tree.deps[c] in ("dobj", "ccomp", "xcomp") for c in tree.children[head]
        )
    if edge != "nmod":
        return True
    cases = [tree.words[child] for child in tree.children[token] if tree.deps[child] == "case"]
    return all(case in _OPEN_CASES for case in cases)


def shares_modifiers(tree: SentenceTree, first: int, second: int) -> bool:
    """Tell whether a "not" or "may" at the first of two coordinated words holds for the second too."""
    words, deps = tree.words, tree.deps
    links = {
        words[c] for c in tree.children[first] if first < c < second and deps[c] in ("cc", "punct", "neg")
    }
    links.update(words[c] for c in tree.children[second] if c < second)
    links.update(words[max(first, second - 2) : second])  # however it was parsed
    if links & _TURNS:
        return False
    own = [
        c for c in tree.children[second] if deps[c] in ("nsubj", "nsubjpass", "aux", "auxpass", "cop", "neg")
    ]
    if own:
        return False
    if "or" in links or "nor" in links:
        return True
    verbal = tree.tags[second].startswith("VB")
    return not verbal or (tree.tags[first] == tree.tags[second] and tree.tags[second] in ("VB", "VBN", "VBG"))
