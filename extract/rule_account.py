"""Tells a rule in words: what its trigger states, where it looks for subject and object, how far it is trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.explanation import RuleAccount
from claimgraph.extract.relation_lexicon import relation_lexicon
from claimgraph.extract.word_list import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimgraph.extract.relation import Relation
    from claimgraph.extract.relation_lexicon import Trigger
    from claimgraph.extract.sentence_tree import SentenceTree

_PREPOSITION = "preposition"


def rule_account(relation: Relation, tree: SentenceTree) -> RuleAccount:
    """Tell the rule that made a relation."""
    words = {row[0]: row[1] for row in read_rows("rule_places.tsv")}
    name = relation.extractor
    part, _, frame = name.partition(" ")
    trigger = tree.words[relation.triggers[0]]
    first, _, second = frame.partition(":")
    if part == _PREPOSITION:
        found = [one for known in _prepositions(frame) for one in known]
        first, second = found[0].frames[0].subject[0], found[0].frames[0].object[0]
    else:
        found = [
            one
            for one in relation_lexicon().triggers.get(trigger, ())
            if _has_frame(one, part, first, second)
        ]
    share = relation_lexicon().score(name)
    return RuleAccount(
        name=name,
        trigger=trigger,
        states=tuple(dict.fromkeys(_stated(one) for one in found)),
        subject=words.get(first) or (f'a phrase with "{first}"' if frame else words[name]),
        object=words.get(second) or (f'a phrase with "{second}"' if frame else words[name]),
        share=share,
        left=round(relation.score / share, 3),
    )


def _prepositions(word: str) -> Iterable[tuple[Trigger, ...]]:
    known = relation_lexicon().prepositions
    return (known[phrase] for phrase in known if phrase.split()[0] == word)


def _has_frame(trigger: Trigger, part: str, first: str, second: str) -> bool:
    return part.startswith(trigger.part) and any(
        first in frame.subject and second in frame.object for frame in trigger.frames
    )


def _stated(trigger: Trigger) -> str:
    marks = [trigger.aspect or "", "negated" if trigger.negated else "", "vague" if trigger.weak else ""]
    told = ", ".join(mark for mark in marks if mark)
    return f"{trigger.relation} ({told})" if told else trigger.relation
