"""Learns whose genes texts mean (`organisms`) from the genes of the train parts of corpora.

Where a text tells of no gene that the lexicon has, the words tell which organism it is: a number that is not known is
of a rat's gene in a text that speaks of rats, and else of another organism's in a text that speaks of such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from claimgraph.extract.candidate_features import GENE
from claimgraph.extract.learn_ranking import learn
from claimgraph.extract.mention_readings import MentionReadings
from claimgraph.extract.organism_words import organism_evidence
from claimgraph.extract.organisms import ORGANISMS
from claimgraph.extract.ranking_choices import Choice
from claimgraph.whole_file import open_whole

if TYPE_CHECKING:
    from pathlib import Path

    from claimgraph.extract.ranking_choices import Taught
    from claimgraph.models.lexicon import Lexicon

_OF_PREFIX = {"HGNC": "human", "MGI": "mouse", "RGD": "rat"}
_OF_TAXON = {"9606": "human", "10090": "mouse", "10116": "rat"}
_TAXON = re.compile(r"\(Tax:(\d+)\)")
_PRIOR = 4e-4  # twice the weight of the squares of the weights
_HEAD = """\
# What each feature of a text, or of a name in it, tells of the organism whose gene the name means; written by
# `claimgraph train grounding`. feature <tab> weight, in nats, for human <tab> mouse <tab> rat <tab> other
"""


def learn_organisms(documents: Sequence[Taught], lexicon: Lexicon) -> dict[str, tuple[float, ...]]:
    """What each feature weighs for each organism; a document counts as the square root of its mentions."""
    told = [list(choices_of(one, lexicon)) for one in documents]
    weights = [len(ones) ** -0.5 for ones in told for _ in ones]
    learnt = learn([one for ones in told for one in ones], weights, prior=_PRIOR)
    features = {name.partition(": ")[2] for name in learnt}
    return {
        feature: tuple(learnt.get(f"{organism}: {feature}", 0.0) for organism in ORGANISMS)
        for feature in sorted(features)
    }


def choices_of(taught: Taught, lexicon: Lexicon) -> Iterator[Choice]:
    """The genes of a document, each a choice among the organisms."""
    readings = MentionReadings(taught.doc)
    organisms, speaks_of = readings.organisms(), organism_evidence(taught.doc.text)
    for mention in taught.doc._.mentions:
        ids = taught.ids.get((mention.start, mention.end, mention.type), ())
        meant = {_organism(one, lexicon, speaks_of) for one in ids}
        if mention.type == GENE and meant.intersection(ORGANISMS):
            features = organisms.features_of(readings.definition(mention) or mention.text)
            yield Choice(
                tuple({f"{one}: {name}": value for name, value in features.items()} for one in ORGANISMS),
                tuple(one in meant for one in ORGANISMS),
            )


def _organism(identifier: str, lexicon: Lexicon, speaks_of: Mapping[str, float]) -> str:
    """Whose gene it is; empty for a family, or where nothing tells."""
    concept = lexicon.concept(identifier)
    if concept is not None:
        return _OF_PREFIX.get(concept.id.partition(":")[0], "")
    taxon = _TAXON.search(identifier)
    if taxon is not None:
        return _OF_TAXON.get(taxon[1], "other")
    if speaks_of["rat"] > max(speaks_of["mouse"], speaks_of["other"]):
        return "rat"
    return "other" if speaks_of["other"] > 0 else ""


def write_organism_weights(path: Path, weights: Mapping[str, Sequence[float]]) -> None:
    """Write weights in the form of the list that is read."""
    rows = "".join("\t".join((name, *map(str, own))) + "\n" for name, own in sorted(weights.items()))
    with open_whole(path) as file:
        file.write(f"{_HEAD}{rows}".encode())
