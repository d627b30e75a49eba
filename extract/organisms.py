"""Which organism's genes a text means: by its words, and by how a symbol is written (TNF human, Tnf mouse).

A logit over human, mouse, rat and all others, whose weights `claimgraph train grounding` learns from the genes of
the train parts of corpora (`learn_organisms`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from claimgraph.extract.organism_features import OrganismFeatures, grouped, name_key
from claimgraph.extract.word_list import read_rows

OrganismWeights = Mapping[str, Sequence[float]]  # by feature, in the order of `ORGANISMS`

ORGANISM_WEIGHTS = "organism_weights.tsv"
ORGANISMS = ("human", "mouse", "rat", "other")
SUREST = 3.0  # nats beyond which nothing is surer
_LEAST_FOREIGN, _MOST_FOREIGN = -2, 2
_SPECIES = {"h": "human", "m": "mouse", "r": "rat"}


class Organism(NamedTuple):
    """Whose genes are meant: human, mouse or rat; how sure that is; and how much rather others' are.

    `sure` are whole nats, 0 to 3, by which it is likelier than the next of the three; `foreign` those by which genes
    of organisms that the lexicon lacks are likelier than its own, -2 to 2.
    """

    name: str
    sure: float = 0.0
    foreign: float = _LEAST_FOREIGN


class TextOrganisms:
    """Whose gene each name in a text means; one answer a name, however often it stands there."""

    def __init__(
        self,
        text: str,
        names: Mapping[tuple[int, int], str],
        starts: Sequence[int] = (0,),
        *,
        weights: OrganismWeights | None = None,
    ) -> None:
        """`names` are those of genes, by their places [start, end): of short forms that the text defines, the long."""
        self.text = text
        self.starts = starts
        self.symbols = [text[start:end] for start, end in names]
        self.places = grouped(names)
        self.weights = read_organism_weights() if weights is None else weights
        self.known: dict[str, Organism] = {}

    @cached_property
    def features(self) -> OrganismFeatures:
        """What the text tells."""
        return OrganismFeatures(self.text, self.starts, self.symbols)

    @cached_property
    def _of_text(self) -> tuple[float, ...]:
        return _weighed(self.features.of_text(), self.weights)

    def features_of(self, name: str) -> dict[str, float]:
        """All that tells whose gene a name means."""
        places = self.places.get(name_key(name))
        return self.features.of_text() | (self.features.of_name(places) if places else {})

    def of(self, name: str) -> Organism:
        """The organism of a name; that of the whole text for a name that does not stand in it."""
        key = name_key(name)
        known = self.known.get(key)
        if known is None:
            places = self.places.get(key)
            sums = self._of_text
            if places:
                own = _weighed(self.features.of_name(places), self.weights)
                sums = tuple(one + other for one, other in zip(sums, own, strict=True))
            known = self.known[key] = _likeliest(sums)
        return known


def named_organism(text: str) -> tuple[str, str] | None:
    """The symbol behind a species letter and its species: "hDaxx" is human Daxx; None for all else."""
    if len(text) > 3 and text[0] in _SPECIES and (text[1].isupper() or text[1:4].islower()):
        return text[1:], _SPECIES[text[0]]
    return None


def _weighed(features: Mapping[str, float], weights: OrganismWeights) -> tuple[float, ...]:
    """The weighed sum of features for each organism; a feature that training never met weighs nothing."""
    known = [(value, weights[name]) for name, value in features.items() if name in weights]
    return tuple(sum(value * own[place] for value, own in known) for place in range(len(ORGANISMS)))


def _likeliest(sums: Sequence[float]) -> Organism:
    held, other = sums[:-1], sums[-1]
    best = max(range(len(held)), key=held.__getitem__)
    rival = max(one for place, one in enumerate(held) if place != best)
    foreign = round(other - held[best])
    return Organism(
        ORGANISMS[best],
        min(float(math.floor(held[best] - rival)), SUREST),
        float(min(max(foreign, _LEAST_FOREIGN), _MOST_FOREIGN)),
    )


@cache
def read_organism_weights() -> dict[str, tuple[float, ...]]:
    """What each feature speaks for, in nats, by organism in the order of `ORGANISMS`."""
    return {feature: tuple(map(float, weights)) for feature, *weights in read_rows(ORGANISM_WEIGHTS)}
