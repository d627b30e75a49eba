"""What differs between two groups of claims: for whom they hold, when they were made, how surely they are said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import msgspec

from claimgraph.extract.claim_key import normal_form
from claimgraph.extract.statement import Statement, Support
from claimgraph.extract.vocabulary import CONTEXT_ROLES

Claimed = tuple[Statement, Support]
_Values = list[tuple[str, str]]  # values of a claim, each with what it is called

_ROLES = tuple(role for role in CONTEXT_ROLES if role != "statistic")
_QUALITIES = ("certainty", "kind")


class Difference(msgspec.Struct, frozen=True, kw_only=True, rename={"for_": "for"}):
    """A thing in which two sides differ: the values of each with the number of its claims, the most first.

    `what` is a role of the context, "subject" or "object" (the same gene of another species), "year", "certainty"
    or "kind". A side of which nothing is said has no values; `apart` tells that both have, and none in common.
    """

    what: str
    for_: dict[str, int]
    against: dict[str, int]
    apart: bool


def differences(for_: Sequence[Claimed], against: Sequence[Claimed]) -> tuple[Difference, ...]:
    """Give what differs between two sides, what parts them wholly first.

    Circumstances and arguments differ where a side has values that the other has not; years if all of one side lie
    before all of the other; certainty and kind where the most frequent values are not the same.
    """
    found = []
    for what in ("subject", "object", *_ROLES, "year", *_QUALITIES):
        one, other = _counted(what, for_, against)
        if what == "year":
            early, late = sorted((sorted(one), sorted(other)))
            differs = bool(early and late) and early[-1] < late[0]
        elif what in _QUALITIES:
            differs = next(iter(one)) != next(iter(other))
        else:
            differs = one.keys() != other.keys()
        if differs:
            apart = bool(one) and bool(other) and one.keys().isdisjoint(other)
            found.append(Difference(what=what, for_=one, against=other, apart=apart))
    return tuple(sorted(found, key=lambda difference: not difference.apart))


def _counted(what: str, *sides: Sequence[Claimed]) -> list[dict[str, int]]:
    """For each side its values, under the name that most claims of all sides give them, with the number of claims."""
    values = [[_values(what, *claimed) for claimed in side] for side in sides]
    names: dict[str, Counter[str]] = {}
    for key, name in chain.from_iterable(chain.from_iterable(values)):
        names.setdefault(key, Counter())[name] += 1
    called = {key: min(given, key=lambda name: (-given[name], name)) for key, given in names.items()}
    counts = [Counter(name for said in side for name in {called[key] for key, _ in said}) for side in values]
    return [{name: count[name] for name in sorted(count, key=lambda n: (-count[n], n))} for count in counts]


def _values(what: str, statement: Statement, support: Support) -> _Values:
    if what in ("subject", "object"):
        key = getattr(statement, what)
        return [(key, key)]
    if what in _ROLES:
        said = (one for one in support.context if one.role == what)
        return [(one.id or normal_form(one.text), one.text) for one in said]
    value = getattr(support, what)
    return [] if value is None else [(str(value), str(value))]
