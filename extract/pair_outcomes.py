"""What the relation model may tell of a pair of concepts, and which claim that is (`wordlists/pair_outcomes.toml`)."""

from __future__ import annotations

from importlib.resources import files

import msgspec

NONE = "none"


class PairClaims(msgspec.Struct, frozen=True):
    """The predicates of the outcomes of a pair of classes; without `subject` the first in the text is it.

    Where they are `unsigned`, the outcomes do not tell whether the sign of a rule's predicate is right.
    """

    classes: tuple[str, str]
    predicates: dict[str, str]
    subject: str | None = None
    unsigned: bool = False


class Teaching(msgspec.Struct, frozen=True):
    """What a corpus teaches; see the end of the list."""

    pairs: tuple[tuple[str, str], ...]
    weight: float
    unrelated: tuple[str, ...]
    relations: dict[str, tuple[str, ...]]


class _Outcomes(msgspec.Struct, frozen=True):
    classes: dict[str, tuple[str, ...]]
    pairs: tuple[PairClaims, ...]
    senses: dict[str, tuple[str, ...]]
    corpora: dict[str, Teaching]


def _read() -> _Outcomes:
    path = files("claimgraph.extract") / "wordlists" / "pair_outcomes.toml"
    return msgspec.toml.decode(path.read_text(encoding="utf-8"), type=_Outcomes)


_READ = _read()
PAIRS: dict[tuple[str, str], PairClaims] = {one.classes: one for one in _READ.pairs}
SENSES: dict[str, tuple[str, ...]] = _READ.senses
TEACHING: dict[str, Teaching] = _READ.corpora
OUTCOMES: tuple[str, ...] = (
    NONE,
    *dict.fromkeys(outcome for one in _READ.pairs for outcome in one.predicates),
)
_CLASSES = {type_: class_ for class_, types in _READ.classes.items() for type_ in types}


def class_of(type_: str) -> str | None:
    """The class of an entity type; None where the model does not know it."""
    return _CLASSES.get(type_)


def class_names() -> dict[str, str]:
    """The names of the classes by the letters that stand for them in features."""
    return {name[0]: name.lower() for name in _READ.classes}
