"""What gold mentions of the train parts of corpora teach: how names are used, and which candidates are right.

Documents that stand in a dev or test part, of their own corpus or of another, are left out; our own cuts count as
such. A gold concept that is no candidate, or that the lexicon does not know, teaches that none of the candidates was
meant; but where the best of them has no identifier in the corpus's vocabulary (a phenotype that MeSH lacks, a gene of
a rat), the corpus could not have named it, and nothing is learnt.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from claimgraph.errors import TrainingDataError
from claimgraph.extract.annotated_names import Use, counted_as
from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.gold import read_gold
from claimgraph.extract.benchmark.predict import with_gold_mentions
from claimgraph.extract.scoring.concepts import split_ids
from claimgraph.models.gold import held_out, read_plan, scored_keys, title_key
from claimgraph.models.normalize_term import normalize_term

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from claimgraph.extract.candidate_features import Features
    from claimgraph.extract.claim import Mention
    from claimgraph.extract.components.grounder import Grounder
    from claimgraph.models.lexicon import Lexicon, LexiconConcept

CORPORA = ("bc5cdr", "biored", "ncbi-disease", "nlm-gene", "gnormplus", "craft", "bioid-cellline", "tmvar3")
_UNLIKE = frozenset({("craft", "Organism")})  # "mouse" is the genus there, not the species
_OF_PAPERS = frozenset({"bioid-cellline"})  # its documents are captions of figures, many of a paper
_PANEL = 3  # digits at the end of the id of such a document
_SURE = 1  # nats below which a text does not tell whose genes it means

_TELLING = re.compile(r"\w\W*\w")  # a letter alone tells nothing

Place: TypeAlias = tuple[int, int, str]  # of a mention: start, end, type


class Taught(msgspec.Struct, frozen=True):
    """A document with its gold mentions in `doc._.mentions`, and the identifiers of those that have any."""

    corpus: str
    key: str  # the same for copies of a text in several corpora, and for the captions of a paper
    doc: Doc
    ids: Mapping[Place, Sequence[str]]


class Choice(msgspec.Struct, frozen=True):
    """The features of each candidate, at last those of none, and which of them are right."""

    features: tuple[Features, ...]
    right: tuple[bool, ...]


def read_taught(nlp: Language, corpora: Path, *, only: Sequence[str] = CORPORA) -> list[Taught]:
    """The documents of the train parts; raises `TrainingDataError` where a corpus is missing.

    `nlp` is a pipeline with the steps that a grounder builds on.
    """
    excluded, held = held_out(corpora), scored_keys(corpora, read_plan())
    found: list[Taught] = []
    for corpus in only:
        types = corpus_types(corpus)
        before = len(found)
        for document in read_gold(corpora, corpus, "train"):
            key = title_key(document.text)
            if (corpus, document.group) in excluded or key in held:
                continue
            ids = {}
            for entity in document.entities:
                type_, known = types.joint_of_gold(entity.type), split_ids(entity.ids)
                if type_ is not None and known and (corpus, type_) not in _UNLIKE:
                    ids[entity.start, entity.end, type_] = known
            if corpus in _OF_PAPERS:
                key = document.group[:-_PANEL]
            found.append(Taught(corpus, key, with_gold_mentions(nlp, document, types.joint_of_gold), ids))
        if not any(one.ids for one in found[before:]):
            raise TrainingDataError(f"{corpus}: no gold mention with an identifier in its train part")
    return found


def fold_of(taught: Taught, folds: int) -> int:
    """A number below `folds`, the same for copies of a document."""
    return zlib.crc32(taught.key.encode()) % folds


def uses_of(taught: Taught, lexicon: Lexicon) -> Iterator[Use]:
    """The names that stand for one concept of the lexicon each; short forms are known by their definitions."""
    defined = {pair.short for pair in taught.doc._.abbreviations}
    short = {taught.doc.text[slice(*place)] for place in defined}
    for mention in taught.doc._.mentions:
        ids = taught.ids.get(_place(mention), ())
        concepts = {counted_as(one) for one in map(lexicon.concept, ids) if one is not None}
        if len(ids) == len(concepts) == 1 and mention.text not in short and _TELLING.search(mention.text):
            yield Use(taught.key, normalize_term(mention.text), concepts.pop())


def choices_of(taught: Taught, grounder: Grounder) -> Iterator[Choice]:
    """What there was to choose between for the mentions of a document."""
    lexicon = grounder.knowledge.lexicon
    for mention, case in grounder.cases(taught.doc):
        ids = taught.ids.get(_place(mention))
        if ids is None:
            continue
        meant = meant_by(lexicon, ids)
        if case.organism.sure < _SURE:  # where a text does not tell, the choice of organism is no fault
            meant |= {other: () for orthologs in meant.values() for other in orthologs}
        right = [is_right(lexicon, fit.concept.id, meant) for fit in case.fits]
        if any(right) or could_be_named(lexicon, case.fits[0].concept, ids):
            yield Choice((*case.of_candidates(), case.of_none()), (*right, not any(right)))


def meant_by(lexicon: Lexicon, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The concepts of gold identifiers, each with its orthologues."""
    known = ((one, lexicon.concept(one)) for one in ids)
    return {concept.id if concept else one: concept.orthologs if concept else () for one, concept in known}


def could_be_named(lexicon: Lexicon, concept: LexiconConcept, ids: Sequence[str]) -> bool:
    """Whether a concept has an identifier in the vocabulary of the gold ones, or is a family of genes."""
    vocabularies = {one.partition(":")[0] for one in ids}
    own = {one.partition(":")[0] for one in (concept.id, *concept.xrefs)}
    return not own.isdisjoint(vocabularies) or bool(lexicon.members(concept.id))


def is_right(lexicon: Lexicon, identifier: str, meant: Mapping[str, Sequence[str]]) -> bool:
    """Whether a concept is meant; a family of genes is where corpora name one of its members, which they have to."""
    if identifier in meant or not lexicon.members(identifier):
        return identifier in meant
    named = {*meant, *(other for orthologs in meant.values() for other in orthologs)}
    family, new = set[str](), [identifier]
    while new:
        new = [one for each in new for one in lexicon.members(each) if one not in family]
        family.update(new)
    return not named.isdisjoint(family)


def _place(mention: Mention) -> Place:
    return mention.start, mention.end, mention.type
