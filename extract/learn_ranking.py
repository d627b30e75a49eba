"""Learns the weights of `ranking` from the gold mentions of the train parts of corpora.

Documents that stand in a dev or test part, of their own corpus or of another, are left out; our own cuts count as
such. A gold concept that is no candidate, or that the lexicon does not know, teaches that none of the candidates was
meant; but where the best of them has no identifier in the corpus's vocabulary (a phenotype that MeSH lacks, a gene of
a rat), the corpus could not have named it, and nothing is learnt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.gold import read_gold
from claimgraph.extract.benchmark.predict import with_gold_mentions
from claimgraph.extract.components.grounder import Grounder
from claimgraph.extract.scoring.concepts import split_ids
from claimgraph.models.gold import held_out, read_plan, scored_keys, title_key

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language

    from claimgraph.extract.candidate_features import Features
    from claimgraph.models.lexicon import Lexicon, LexiconConcept

    Numbers = NDArray[numpy.float64]

CORPORA = ("bc5cdr", "biored", "ncbi-disease", "nlm-gene", "gnormplus", "craft", "bioid-cellline", "tmvar3")
_UNLIKE = frozenset({("craft", "Organism")})  # "mouse" is the genus there, not the species
ROUNDS = 3  # after each, what the document names elsewhere is told by the new weights
STEPS = 300
_SURE = 0.5  # half nats below which a text does not tell whose genes it means
_RATE = 0.05
_PRIOR = 1e-4  # twice the weight of the squares of the weights


class Choice(msgspec.Struct, frozen=True):
    """The features of each candidate, at last those of none, and which of them are right."""

    features: tuple[Features, ...]
    right: tuple[bool, ...]


def choices(
    nlp: Language, grounder: Grounder, corpora: Path, corpus: str, part: str = "train"
) -> Iterator[Choice]:
    """What there was to choose between for the gold mentions of a corpus's part."""
    types = corpus_types(corpus)
    excluded, held = set[tuple[str, str]](), set[str]()
    if part == "train":
        excluded, held = held_out(corpora), scored_keys(corpora, read_plan())
    lexicon = grounder.lexicon
    for document in read_gold(corpora, corpus, part):
        if (corpus, document.group) in excluded or title_key(document.text) in held:
            continue
        wanted = {
            (entity.start, entity.end, types.joint_of_gold(entity.type)): split_ids(entity.ids)
            for entity in document.entities
        }
        doc = with_gold_mentions(nlp, document, types.joint_of_gold)
        for mention, case in grounder.cases(doc):
            ids = wanted[mention.start, mention.end, mention.type]
            if not ids or (corpus, mention.type) in _UNLIKE:
                continue
            meant = _meant(lexicon, ids)
            if case.organism.sure < _SURE:  # where a text does not tell, the choice of organism is no fault
                meant |= {other: () for orthologs in meant.values() for other in orthologs}
            right = [_is_right(lexicon, fit.concept.id, meant) for fit in case.fits]
            if any(right) or _could_be_named(lexicon, case.fits[0].concept, ids):
                yield Choice((*case.of_candidates(), case.of_none()), (*right, not any(right)))


def _meant(lexicon: Lexicon, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The concepts of gold identifiers, each with its orthologues."""
    known = ((one, lexicon.concept(one)) for one in ids)
    return {concept.id if concept else one: concept.orthologs if concept else () for one, concept in known}


def _could_be_named(lexicon: Lexicon, concept: LexiconConcept, ids: Sequence[str]) -> bool:
    """Whether a concept has an identifier in the vocabulary of the gold ones, or is a family of genes."""
    vocabularies = {one.partition(":")[0] for one in ids}
    own = {one.partition(":")[0] for one in (concept.id, *concept.xrefs)}
    return not own.isdisjoint(vocabularies) or bool(lexicon.members(concept.id))


def _is_right(lexicon: Lexicon, identifier: str, meant: Mapping[str, Sequence[str]]) -> bool:
    """Whether a concept is meant; a family of genes is where corpora name one of its members, which they have to."""
    if identifier in meant or not lexicon.members(identifier):
        return identifier in meant
    named = {*meant, *(other for orthologs in meant.values() for other in orthologs)}
    family, new = set[str](), [identifier]
    while new:
        new = [one for each in new for one in lexicon.members(each) if one not in family]
        family.update(new)
    return not named.isdisjoint(family)


def learn(made: Sequence[Choice], weights: Sequence[float]) -> dict[str, float]:
    """Fit a conditional logit by Adam (Kingma & Ba 2015) on all choices at once; `weights` are the choices'."""
    names = sorted({name for one in made for features in one.features for name in features})
    place = {name: number for number, name in enumerate(names)}
    data = _Table(made, place)
    counts = numpy.array(weights) / sum(weights)
    theta = numpy.zeros(len(names))
    mean, square = numpy.zeros_like(theta), numpy.zeros_like(theta)
    for step in range(1, STEPS + 1):
        gradient = data.gradient(theta, counts) + _PRIOR * theta
        mean += 0.1 * (gradient - mean)
        square += 0.01 * (gradient**2 - square)
        rate = _RATE * min(1.0, 2 * (1 - step / (STEPS + 1)))
        theta -= rate * (mean / (1 - 0.9**step)) / (numpy.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(theta[place[name]]), 4) for name in names}


class _Table:
    """All choices as flat arrays: an entry a feature, a row an answer."""

    def __init__(self, made: Sequence[Choice], place: Mapping[str, int]) -> None:
        sizes = [len(one.features) for one in made]
        self.starts = numpy.cumsum([0, *sizes[:-1]])
        self.choice = numpy.repeat(numpy.arange(len(made)), sizes)
        self.right = numpy.array([right for one in made for right in one.right])
        rows = [features for one in made for features in one.features]
        self.row = numpy.repeat(numpy.arange(len(rows)), [len(features) for features in rows])
        self.column = numpy.array([place[name] for features in rows for name in features])
        self.value = numpy.array([value for features in rows for value in features.values()])
        self.columns = len(place)

    def gradient(self, theta: Numbers, counts: Numbers) -> Numbers:
        """Of the mean negative log of the probability that is given to what is right."""
        sums = _sums(self.row, self.value * theta[self.column], len(self.right))
        given = self._shares(sums)
        wanted = self._shares(numpy.where(self.right, sums, -numpy.inf))
        off = (given - wanted) * counts[self.choice]
        return _sums(self.column, self.value * off[self.row], self.columns)

    def _shares(self, sums: Numbers) -> Numbers:
        shares: Numbers = numpy.exp(sums - numpy.maximum.reduceat(sums, self.starts)[self.choice])
        shares /= numpy.add.reduceat(shares, self.starts)[self.choice]
        return shares


def _sums(places: NDArray[numpy.int64], values: Numbers, length: int) -> Numbers:
    """The values summed up by their places."""
    return numpy.bincount(places, values, length).astype("float64")


def learn_ranking(nlp: Language, lexicon: Lexicon, corpora: Path) -> dict[str, float]:
    """Learn from all corpora, each weighing as the square root of its number of mentions.

    `nlp` is a pipeline with the steps that a grounder builds on. Raises `TrainingDataError` where a corpus is missing.
    """
    weights: dict[str, float] = {}
    for _ in range(ROUNDS):
        grounder = Grounder(lexicon, weights)
        made: list[Choice] = []
        counts: list[float] = []
        for corpus in CORPORA:
            ours = list(choices(nlp, grounder, corpora, corpus))
            if not ours:
                raise TrainingDataError(f"{corpus}: no gold mention in it that the lexicon has anything for")
            made += ours
            counts += [len(ours) ** -0.5] * len(ours)
        weights = learn(made, counts)
    return weights
