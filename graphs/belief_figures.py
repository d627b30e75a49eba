"""Measures belief: on corpora that relate concepts, edges that are believed to 0.8 should be right in four of five.

An edge is right if one of its claims is: if a document that claims it relates its two concepts so. Beside belief
stands the simple scorer of INDRA on the same claims.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from claimgraph.extract.belief import strength
from claimgraph.extract.benchmark.claim_answers import judged_claims
from claimgraph.extract.benchmark.leaks import read_scored
from claimgraph.extract.benchmark.predictions import load_predictions
from claimgraph.extract.benchmark.questions import Question
from claimgraph.extract.pair_outcomes import TEACHING
from claimgraph.extract.scoring.calibration import Calibration, calibration
from claimgraph.extract.scoring.concepts import Resolve
from claimgraph.extract.vocabulary import SYMMETRIC_PREDICATES

RANDOM, SYSTEMATIC = 0.3, 0.05  # INDRA's for each of its readers, resources/default_belief_probs.json
_LEAST = 1e-6


class JudgedClaim(msgspec.Struct, frozen=True):
    """A claim's weights, as `belief` asks for them, and whether it is right by its corpus."""

    document: str
    certainty: str
    kind: str
    score: float
    right: bool
    author: str | None = None


Edge = Sequence[JudgedClaim]


class BeliefFigure(msgspec.Struct, frozen=True, kw_only=True):
    """How well one way to tell a belief holds on some edges; `loss` is the mean log loss, in nats."""

    edges: str
    scorer: str
    loss: float
    calibration: Calibration


def indra_simple(claims: int, *, random: float = RANDOM, systematic: float = SYSTEMATIC) -> float:
    """Belief in a statement of so many claims of one reader (Gyori et al. 2017, Mol Syst Biol 13:954).

    1 - (syst + rand^n): each claim is misread at random with probability rand, all alike with probability syst.

    >>> round(indra_simple(1), 3), round(indra_simple(2), 3)
    (0.65, 0.86)
    """
    return 1.0 - (systematic + random**claims)


def belief_figures(corpora: Path, predictions: Path, *, part: str, resolve: Resolve) -> list[BeliefFigure]:
    """Score saved predictions of the corpora that relate concepts; raises `TrainingDataError` if any is missing."""
    edges: dict[tuple[str, ...], list[JudgedClaim]] = defaultdict(list)
    for corpus in sorted(TEACHING):
        file = Question(task="relations", corpus=corpus, part=part).file
        said = load_predictions(predictions / file)
        for document in read_scored(corpora, corpus, part):
            for claim, (one, other), right in judged_claims(
                corpus, document, said[document.id], resolve=resolve
            ):
                ends = sorted((one, other)) if claim.predicate in SYMMETRIC_PREDICATES else (one, other)
                edges[ends[0], claim.predicate, ends[1]].append(
                    JudgedClaim(document.id, claim.certainty, claim.kind, claim.score, right)
                )
    return figures_of(list(edges.values()))


def figures_of(edges: Sequence[Edge]) -> list[BeliefFigure]:
    """The figures of belief, and of INDRA's scorer with its own error rate and with that of these claims."""
    wrong = 1.0 - _mean(claim.right for edge in edges for claim in edge)
    measured = max(0.0, wrong - SYSTEMATIC)
    scorers: Mapping[str, Callable[[Edge], float]] = {
        "belief": strength,
        "INDRA": lambda edge: indra_simple(len(edge)),
        f"INDRA, rand {measured:.2f} as measured here": lambda edge: indra_simple(len(edge), random=measured),
    }
    groups = {
        "all": edges,
        "of several claims": [edge for edge in edges if len(edge) > 1],
        "of several documents": [edge for edge in edges if len({claim.document for claim in edge}) > 1],
    }
    return [
        _figure(name, scorer, [(score(edge), any(claim.right for claim in edge)) for edge in group])
        for name, group in groups.items()
        for scorer, score in scorers.items()
    ]


def _figure(name: str, scorer: str, answers: Sequence[tuple[float, bool]]) -> BeliefFigure:
    losses = (-math.log(max(_LEAST, chance if right else 1.0 - chance)) for chance, right in answers)
    return BeliefFigure(edges=name, scorer=scorer, loss=_mean(losses), calibration=calibration(answers))


def _mean(values: Iterable[float]) -> float:
    given = list(values)
    return sum(given) / max(len(given), 1)
