"""What is told of a claim when one asks why it was made: words, path, rule, model, score."""

from __future__ import annotations

import msgspec

from claimgraph.extract.claim import Claim


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A word on the path from the subject by the trigger to the object.

    `edge` is the label between it and the word before it, `upward` whether it is that word's head; the first has none.
    """

    text: str
    tag: str
    edge: str | None = None
    upward: bool = False
    role: str | None = None  # subject, trigger or object


class RuleAccount(msgspec.Struct, frozen=True, kw_only=True):
    """A rule, in words, and its score: the share of its claims that are right, times what its places leave of that."""

    name: str
    trigger: str
    states: tuple[str, ...]  # the relations that the word list gives the trigger there
    subject: str  # where the subject stands
    object: str
    share: float
    left: float


class Weighed(msgspec.Struct, frozen=True):
    """A feature, in words, and by how much it raises the log odds of what is claimed."""

    feature: str
    words: str
    weight: float


class ModelAccount(msgspec.Struct, frozen=True, kw_only=True):
    """What the relation model gives to each outcome, which of them the claim is right under, and what weighed most."""

    probabilities: dict[str, float]
    claimed: tuple[str, ...]
    places: int  # where the text names both
    features: tuple[Weighed, ...]


class ScorePart(msgspec.Struct, frozen=True):
    """A number that the score is made of."""

    what: str
    value: float


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why a claim stands in a store; the claim itself holds its sentence, cues and the grounding of its arguments.

    `whole`: the document was read again, else only its stored sentences, and the model's numbers are of these.
    `found`: reading made the claim again; `pipeline` has made the stored one, `reader` read for this.
    """

    claim: Claim
    whole: bool
    found: bool
    pipeline: str
    reader: str
    path: tuple[Step, ...]
    rule: RuleAccount | None
    model: ModelAccount | None
    score: tuple[ScorePart, ...]
