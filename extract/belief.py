"""Belief of an edge: how sure one may be that its statement holds, from the claims for and against it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Protocol

# How likely a thing is of which people say so: Mosteller & Youtz 1990, Stat Sci 5:2, averages of twenty studies.
CERTAINTY_WEIGHTS: dict[str, float] = {"certain": 1.0, "probable": 0.7, "possible": 0.4}
# How often claims of a kind were right on the dev parts of BioRED and BC5CDR, beside findings of the same scores.
KIND_WEIGHTS: dict[str, float] = {"finding": 1.0, "background": 0.95, "method": 0.8, "aim": 0.9}
LEAST_SCORE = 1e-100  # what is below counts as nothing: products of less are no numbers for every database
SYSTEMATIC = 0.05  # the likeliest share, on the same dev parts, of what is misread in the same way each time


class Testimony(Protocol):
    """What of a claim its weight is told by; the evidence of a statement has it, in a store and out of it."""

    @property
    def document(self) -> str | int:
        """The document that makes it."""

    @property
    def author(self) -> str | None:
        """The document's last author, where that is known."""

    @property
    def certainty(self) -> str:
        """How surely it is said."""

    @property
    def kind(self) -> str:
        """Whether it was found, known before, asked or done."""

    @property
    def score(self) -> float:
        """The chance that it was read rightly."""


def belief(supporting: Iterable[Testimony], opposing: Iterable[Testimony] = ()) -> float:
    """Weigh the claims that make a statement against those that deny it; a chance in [0, 1].

    With s and o the `strength` of either side, belief = s (1 - o) / (1 - s o). This is Dempster's rule of
    combination for two bodies of evidence, one of which speaks for the statement and the other against it
    (Shafer 1976, A Mathematical Theory of Evidence, ch. 4): what both sides being right would give is left out,
    and the rest made whole. A statement and its denial are thus never believed to more than 1 together, and what
    is missing to 1 is what is not known. The result does not depend on the order of the claims.

    >>> from types import SimpleNamespace
    >>> def said(document, score, certainty="certain"):
    ...     return SimpleNamespace(document=document, author=None, score=score, certainty=certainty, kind="finding")
    >>> belief([said("PMID:1", 0.8)])
    0.8
    >>> round(belief([said("PMID:1", 0.8)], [said("PMID:2", 0.5)]), 3)
    0.667
    >>> belief([said("PMID:1", 0.8)], [said("PMID:2", 0.8)]) == belief([said("PMID:2", 0.8)], [said("PMID:1", 0.8)])
    True
    """
    return weighed(strength(supporting), strength(opposing))


def weighed(supporting: float, opposing: float) -> float:
    """Belief in a statement from the strengths of both sides; see `belief`."""
    return round(supporting * (1.0 - opposing) / (1.0 - supporting * opposing), 12) + 0.0


def strength(claims: Iterable[Testimony]) -> float:
    """How well some claims support what they state, leaving aside what others say; a chance in [0, 1 - c].

    A claim counts with p = score x weight of its certainty x weight of its kind (`weight`). Claims of one
    document, and documents of one group, told by their last author, are not independent: of them the best
    counts, p_g. A share c (`SYSTEMATIC`) of what is misread is misread so whoever says it; beyond that groups are
    independent, so that with q_g = p_g / (1 - c), at most 1,

        strength = (1 - c) (1 - prod_g (1 - q_g)),

    which is p_g for one group. This is the simple scorer of INDRA, 1 - (syst + rand^n) for n claims of one reader
    (Gyori et al. 2017, Mol Syst Biol 13:954), with the learnt score of each claim in the place of one error rate
    for all. That claims of a document add nothing to the best one was measured (docs/graph.md).

    >>> from types import SimpleNamespace
    >>> def said(document, score, certainty="certain", author=None):
    ...     return SimpleNamespace(document=document, author=author, score=score, certainty=certainty, kind="finding")
    >>> round(strength([said("PMID:1", 0.5), said("PMID:2", 0.5)]), 3)
    0.737
    >>> strength([said("PMID:1", 0.5), said("PMID:1", 0.9, "possible")])  # one document counts once
    0.5
    >>> strength([said("PMID:1", 0.5, author="Doe J"), said("PMID:2", 0.5, author="Doe J")])
    0.5
    >>> strength([])
    0.0
    """
    best: dict[str | tuple[str | int], float] = {}
    for claim in claims:
        group = (claim.document,) if claim.author is None else claim.author
        best[group] = max(best.get(group, 0.0), weight(claim))
    independent = 1.0 - SYSTEMATIC
    if len(best) == 1:
        (chance,) = best.values()
        return round(min(chance, independent), 12) + 0.0
    if any(chance >= independent for chance in best.values()):
        return independent
    # fsum rounds once, whatever the order of its terms; rounding hides the last bits of exp and log
    failing = math.fsum(math.log1p(-chance / independent) for chance in best.values())
    return round(-math.expm1(failing) * independent, 12) + 0.0


def weight(claim: Testimony) -> float:
    """What a claim counts with by itself: its score, for its certainty and its kind."""
    score = claim.score if claim.score > LEAST_SCORE else 0.0
    return score * CERTAINTY_WEIGHTS[claim.certainty] * KIND_WEIGHTS[claim.kind]
