"""Which way a statement pushes its object: more of it, less of it, or not said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Sign = Literal[1, -1]

_SIGNS: dict[str, Sign] = {
    "increases": 1,
    "causes": 1,
    "contributes_to": 1,
    "produces": 1,
    "positively_correlated_with": 1,
    "decreases": -1,
    "treats": -1,
    "prevents": -1,
    "negatively_correlated_with": -1,
}
_TURNED = ("apoptosis",)  # more of this aspect is less of the thing
_UNSIGNED = ("phosphorylation", "localization", "binding", "methylation", "migration")


def sign_of(predicate: str, aspect: str | None, polarity: str) -> Sign | None:
    """1 where more of the subject means more of the object, -1 where it means less, None where neither is said.

    What is denied has no sign ("did not raise" is not "lowered"), nor has a change of an aspect that says
    nothing of how much of the object there is or does (its phosphorylation, where it is). More apoptosis of a
    cell is less of it.

    >>> sign_of("decreases", "activity", "affirmed"), sign_of("increases", "apoptosis", "affirmed")
    (-1, -1)
    >>> sign_of("increases", None, "negated"), sign_of("binds", None, "affirmed")
    (None, None)
    """
    sign = _SIGNS.get(predicate)
    if sign is None or polarity == "negated" or aspect in _UNSIGNED:
        return None
    if aspect in _TURNED:
        return -1 if sign == 1 else 1
    return sign


def net_sign(signs: Iterable[Sign | None]) -> Sign | None:
    """The product of signs; None as soon as one is not known.

    >>> net_sign([1, -1, -1]), net_sign([1, None]), net_sign([-1])
    (1, None, -1)
    """
    net: Sign = 1
    for sign in signs:
        if sign is None:
            return None
        net = 1 if net == sign else -1
    return net
