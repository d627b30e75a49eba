"""A relation read from a sentence's words, before its polarity, certainty, kind and context are known."""

from __future__ import annotations

import msgspec

from claimgraph.extract.claim import Mention


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """Two mentions, the predicate between them and the tokens that state it (indices into the `Doc`)."""

    subject: Mention
    object: Mention
    predicate: str
    direction: str | None = None
    aspect: str | None = None
    triggers: tuple[int, ...]  # the words that state the relation, its head first; one a sentence, if in two
    subject_token: int  # syntactic head of the subject's phrase
    object_token: int
    negated: bool = False  # by the trigger itself: "failed to", "resistant to", "lack of effect"
    score: float
    combined: float | None = (
        None  # the score when the model has judged the pair, too, if the relation is affirmed
    )
    extractor: str  # name of the rule

    @property
    def ends(self) -> frozenset[tuple[int, int]]:
        """Where its two names stand, whichever acts on the other."""
        return frozenset((one.start, one.end) for one in (self.subject, self.object))


def is_by_model(extractor: str) -> bool:
    """Whether an extractor is a model, and no rule."""
    return extractor.startswith("model: ")
