"""From what a trigger and its arguments say to a predicate: signs multiply, and entity types decide the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.argument import Argument
from claimgraph.extract.relation_lexicon import Trigger, relation_lexicon
from claimgraph.extract.signs import times

if TYPE_CHECKING:
    from claimgraph.extract.claim import Mention

_SIGNED = {1: "increases", -1: "decreases"}
_OWN_SIGN = {"increases": 1, "decreases": -1}
_CORRELATED = {1: "positively_correlated_with", -1: "negatively_correlated_with"}
_CORRELATION_SIGN = {name: sign for sign, name in _CORRELATED.items()}
_IN_GROUP = {
    "raised_in": {1: "raised_in", -1: "lowered_in"},
    "lowered_in": {1: "lowered_in", -1: "raised_in"},
    "rises_with": {1: "rises_with", -1: "falls_with"},
    "falls_with": {1: "falls_with", -1: "rises_with"},
}
_UNSIGNED = frozenset(
    {"increases", "decreases", "induces", "improves", "prevents", "contributes_to", "regulates"}
)
# of a tumour these may change without it being brought about: "induced tumor cell migration"
_OF_CELLS = frozenset({"proliferation", "migration", "apoptosis", "survival"})
MAKING = frozenset({"produces", "expressed_in"})  # of a treated or deficient group: "produced less Y"
_UNTURNABLE = frozenset(
    {"regulates", "target_of", "has_phenotype", "compared_with"}
)  # a sign says nothing about these


def relation_of(trigger: Trigger, subject: Argument, target: Argument, manner: int | None) -> str | None:
    """The relation with all signs multiplied in; None where they leave nothing that could be claimed."""
    sign = times(subject.sign, target.sign)
    level = subject.level
    if trigger.result or trigger.relation in {"associated_with", "contributes_to", *_CORRELATION_SIGN}:
        level = times(level, target.level)
    sign = times(sign, level)
    relation = trigger.relation
    if relation == "induces" and target.aspect in _OF_CELLS:
        relation = "increases"
    if target.aspect == "outcome" or subject.aspect == "outcome":
        return _of_outcome(relation, sign, manner)
    if target.aspect == "risk":
        return _of_risk(relation, sign, manner)
    if relation in {"located_in", "expressed_in"} and subject.mutated:
        relation = "associated_with"  # a mutation that is found in a disease
    if relation == "treats" and target.sample and trigger.part != "a":
        return None
    if relation == "shows" or (relation in MAKING and subject.group):
        return _of_group(subject, target)
    if relation in _IN_GROUP:
        return None if subject.group or target.group else _IN_GROUP[relation][sign or 1]
    if relation == "affects":
        relation = "regulates"
    if sign == 0:  # a change whose direction is not said: "role in the regulation of Y"
        return "regulates" if relation in _UNSIGNED else relation
    if relation in _OWN_SIGN:
        return _SIGNED[_OWN_SIGN[relation] * (sign or 1)]
    if relation in _CORRELATION_SIGN:
        return _CORRELATED[_CORRELATION_SIGN[relation] * (sign or 1) * (manner or 1)]
    if relation == "associated_with":
        given = times(sign, manner)
        return relation if given is None else _CORRELATED[given]
    if relation == "follows":
        return "follows_loss" if sign == -1 else relation
    if relation == "improves":
        return "worsens" if sign == -1 else relation
    if relation in {"induces", "causes", "adverse", "harms"}:
        return "decreases" if sign == -1 else relation
    if relation == "prevents":
        return "increases" if sign == -1 else relation
    if relation == "regulates":
        return relation if manner is None else _SIGNED[manner * (sign or 1)]
    if relation == "contributes_to":
        if manner is not None or sign == -1:
            return _SIGNED[(manner or 1) * (sign or 1)]
        return relation
    if sign == -1 and relation not in _UNTURNABLE:
        return None
    return relation


def _of_group(subject: Argument, target: Argument) -> str | None:
    """ "X-treated mice had increased Y": what changed in a group is the doing of what it was given."""
    change = times(target.sign, target.level)
    if not change or not subject.group:  # what did not change says nothing of what was given
        return None
    return _SIGNED[change * (subject.sign or 1)]


def level_in_disease(target: Argument) -> str | None:
    """ "Patients with X had higher Y": Y is raised in X."""
    change = times(target.sign, target.level)
    return None if not change else {1: "raised_in", -1: "lowered_in"}[change]


def _of_outcome(relation: str, sign: int | None, manner: int | None) -> str | None:
    """A better outcome of a disease is its treatment."""
    if relation in {"increases", "improves", "induces", "treats"} and sign != -1:
        return "treats"
    return "associated_with" if relation in {"associated_with", *_CORRELATION_SIGN} else None


def _of_risk(relation: str, sign: int | None, manner: int | None) -> str | None:
    """A higher risk of a disease is a contribution to it."""
    if relation in {"increases", "induces", "contributes_to"}:
        return "decreases" if sign == -1 else "contributes_to"
    if relation in {"decreases", "prevents"}:
        return "contributes_to" if sign == -1 else "decreases"
    if relation == "associated_with":
        given = times(sign, manner)
        return relation if given is None else _CORRELATED[given]
    return relation if relation in {*_CORRELATION_SIGN, "regulates"} else None


def predicate_of(relation: str, subject: Mention, target: Mention) -> str | None:
    """The predicate of a relation between these entity types; None where it can't hold."""
    for row in relation_lexicon().types.get(relation, ()):
        if subject.type in row.subject and target.type in row.object:
            return row.predicate
    return None
