"""All that a grounder knows: the lexicon, and what was learnt from annotated texts."""

from __future__ import annotations

import msgspec

from claimgraph.extract.annotated_names import Usage
from claimgraph.extract.organisms import OrganismWeights, read_organism_weights
from claimgraph.extract.ranking import Weights
from claimgraph.models.lexicon import Lexicon


class Knowledge(msgspec.Struct, frozen=True):
    """What names can mean, how curators used them, and what each feature of a candidate weighs."""

    lexicon: Lexicon
    weights: Weights
    usage: Usage
    organisms: OrganismWeights = msgspec.field(default_factory=read_organism_weights)
