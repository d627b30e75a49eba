"""What a name's last word says of the thing named inside it: an "EGFR inhibitor" lowers the activity of EGFR."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimgraph.extract.relation_lexicon import relation_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimgraph.extract.claim import Mention

_SIGNED = frozenset({"increases", "decreases"})


class Deed(NamedTuple):
    """What the bearers of a name do, and to what."""

    predicate: str
    aspect: str | None
    target: Mention


def deed_in(name: Mention, mentions: Iterable[Mention]) -> Deed | None:
    """Read a name that ends in a noun of agents and begins with what these act on; `mentions` are all of a document."""
    front, _, last = name.text.lower().rpartition(" ")
    if not front:
        return None
    end = name.start + len(front)
    for trigger in relation_lexicon().triggers.get(last, ()):
        acts = trigger.part == "n" and trigger.relation in _SIGNED
        if acts and any("is" in frame.subject for frame in trigger.frames):
            for inner in mentions:
                if (inner.start, inner.end) == (name.start, end):
                    return Deed(trigger.relation, trigger.aspect, inner)
    return None
