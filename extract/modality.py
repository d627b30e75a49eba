"""Whether a relation is denied and how surely it is said, in all sentences where its words stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from claimgraph.extract.certainty import hedge_cues
from claimgraph.extract.polarity import negation_cues
from claimgraph.extract.relation import Relation
from claimgraph.extract.scope import Scope, scope_of
from claimgraph.extract.sentence_tree import SentenceTree
from claimgraph.extract.vocabulary import CERTAINTIES


class Modality(NamedTuple):
    """Negation cues and hedges (tokens), whether they deny the relation, and how certain it is said to be."""

    negations: tuple[int, ...]
    negated: bool
    hedges: tuple[int, ...]
    certainty: str


def modality(
    tree: SentenceTree, relation: Relation, scope: Scope, sentence_of: Callable[[int], int]
) -> Modality:
    """What is said of a relation; of one in two sentences either may deny it, and the weaker certainty counts."""
    found = _in_scope(tree, relation, scope)
    here = sentence_of(relation.triggers[0])
    for trigger in relation.triggers[1:]:
        there = sentence_of(trigger)
        tokens = (relation.subject_token, relation.object_token)
        own = next((token for token in tokens if sentence_of(token) == there != here), None)
        if own is None:
            continue
        part = msgspec.structs.replace(relation, triggers=(trigger,), subject_token=own, object_token=own)
        other = _in_scope(tree, part, scope_of(tree, part))
        found = Modality(
            found.negations + other.negations,
            found.negated or other.negated,
            found.hedges + other.hedges,
            max(found.certainty, other.certainty, key=CERTAINTIES.index),
        )
    return found


def _in_scope(tree: SentenceTree, relation: Relation, scope: Scope) -> Modality:
    negations, negated = negation_cues(tree, relation, scope)
    return Modality(negations, negated, *hedge_cues(tree, scope, negations))
