"""What the sentence model may tell of two names in a sentence, and which claim that is (`sentence_outcomes.toml`)."""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

import msgspec

from claimgraph.extract.pair_outcomes import NONE

Classes = tuple[str, str]


class Act(msgspec.Struct, frozen=True):
    """What one does to another; see the head of the list."""

    name: str
    classes: tuple[Classes, ...]
    predicate: str
    turned: bool = False
    both: bool = False


class SentenceTeaching(msgspec.Struct, frozen=True):
    """What a corpus teaches; see the end of the list."""

    classes: tuple[Classes, ...]
    labels: dict[str, str]
    symmetric: str | None = None
    typed: bool = True
    whole: bool = True


class Outcome(NamedTuple):
    """An act, and whether the name that stands first in the text does it; "none" has no act."""

    act: Act | None = None
    forward: bool = True


class _Sentences(msgspec.Struct, frozen=True):
    acts: tuple[Act, ...]
    senses: dict[str, tuple[str, ...]]
    corpora: dict[str, SentenceTeaching]


def _read() -> _Sentences:
    path = files("claimgraph.extract") / "wordlists" / "sentence_outcomes.toml"
    return msgspec.toml.decode(path.read_text(encoding="utf-8"), type=_Sentences)


_READ = _read()
ACTS: dict[str, Act] = {act.name: act for act in _READ.acts}
SENSES: dict[str, tuple[str, ...]] = _READ.senses
TEACHING: dict[str, SentenceTeaching] = _READ.corpora
CLASSES: frozenset[Classes] = frozenset(  # in the order of the alphabet, as pairs have them
    (min(pair), max(pair)) for act in _READ.acts for pair in act.classes
)
OUTCOMES: tuple[Outcome, ...] = (
    Outcome(),
    *(Outcome(act, forward) for act in _READ.acts for forward in (True, False)[: 1 + (not act.both)]),
)


def outcome_names() -> tuple[str, ...]:
    """The outcomes in words: "first increases second"."""
    return tuple(_in_words(outcome) for outcome in OUTCOMES)


def _in_words(outcome: Outcome) -> str:
    if outcome.act is None:
        return NONE
    one, other = ("first", "second") if outcome.forward else ("second", "first")
    return f"{one} {outcome.act.name} {other}"


def outcome_of(act: str, *, forward: bool) -> int:
    """The number of an act's outcome."""
    known = ACTS[act]
    return OUTCOMES.index(Outcome(known, forward or known.both))


def claimed_as(outcome: Outcome, classes: Classes) -> tuple[str, bool] | None:
    """The predicate, and whether the first name in the text is its subject; `classes` as they stand in the text.

    None where the act is none between such two.
    """
    act = outcome.act
    if act is None or (classes if outcome.forward or act.both else classes[::-1]) not in _fitting(act):
        return None
    return act.predicate, outcome.forward != act.turned


def _fitting(act: Act) -> frozenset[Classes]:
    return frozenset(act.classes) | (
        frozenset(pair[::-1] for pair in act.classes) if act.both else frozenset()
    )
