"""Belief of an edge: how sure one may be that its statement holds, from the claims that support it."""

from __future__ import annotations

import math
from collections.abc import Iterable

CERTAINTY_WEIGHTS: dict[str, float] = {"certain": 1.0, "probable": 0.7, "possible": 0.4}
_CEILING = 0.99  # no single document makes a statement certain


def belief(evidence: Iterable[tuple[str | int, str, float]]) -> float:
    """Combine claims, given as (document, certainty, score in [0, 1]), into a belief in [0, 1].

    A claim counts with p = min(0.99, score x weight of its certainty). Claims of one document rest on the
    same observation, so the document d counts with its best claim, p_d. Documents are taken to be
    independent, so the statement fails only if all of them are wrong: belief = 1 - prod_d (1 - p_d), a
    noisy-or. The result does not depend on the order of the claims.

    This is the simple scorer of INDRA (Gyori et al. 2017, Mol Syst Biol 13:954) with the extractor's score
    in the place of its fixed error rate for each reader.

    >>> round(belief([("PMID:1", "certain", 0.5)]), 3)
    0.5
    >>> round(belief([("PMID:1", "certain", 0.5), ("PMID:2", "probable", 0.5)]), 3)
    0.675
    >>> belief([("PMID:1", "certain", 0.5), ("PMID:1", "possible", 0.9)])  # one document counts once
    0.5
    >>> belief([])
    0.0
    """
    best: dict[str | int, float] = {}
    for document, certainty, score in evidence:
        chance = min(_CEILING, max(0.0, score) * CERTAINTY_WEIGHTS[certainty])
        best[document] = max(best.get(document, 0.0), chance)
    # fsum rounds once, whatever the order of its terms; rounding hides the last bits of exp and log
    return round(-math.expm1(math.fsum(math.log1p(-chance) for chance in best.values())), 12) + 0.0
