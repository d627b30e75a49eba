"""All that a grounder knows: the lexicon, and what was learnt from annotated texts."""

from __future__ import annotations

from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.annotated_names import Usage
from claimgraph.extract.candidate_context import all_names, find_kin
from claimgraph.extract.candidates import find_fits
from claimgraph.extract.organisms import OrganismWeights, read_organism_weights
from claimgraph.extract.ranking import Weights
from claimgraph.models.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimgraph.extract.candidate_features import Fit
    from claimgraph.models.lexicon import LexiconConcept

_HELD_NAMES = 1 << 13
_HELD_KIN = 1 << 12  # concepts


class Knowledge(msgspec.Struct, frozen=True, dict=True):
    """What names can mean, how curators used them, and what each feature of a candidate weighs."""

    lexicon: Lexicon
    weights: Weights
    usage: Usage
    organisms: OrganismWeights = msgspec.field(default_factory=read_organism_weights)

    @cached_property
    def fits(self) -> Callable[..., tuple[Fit, ...]]:
        """`find_fits` with a memory: what a name can mean is the same in every text about an organism's genes."""
        return lru_cache(maxsize=_HELD_NAMES)(partial(find_fits, knowledge=self))

    @cached_property
    def kin(self) -> Callable[[LexiconConcept], frozenset[str]]:
        """`find_kin` with a memory."""
        return lru_cache(maxsize=_HELD_KIN)(partial(find_kin, self.lexicon))

    @cached_property
    def names(self) -> Callable[[LexiconConcept], str]:
        """All names of a concept and of its human orthologue, a line each, with a memory."""
        return lru_cache(maxsize=_HELD_KIN)(lambda concept: "\n".join(all_names(concept, self.lexicon)))
