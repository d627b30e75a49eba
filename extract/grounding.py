"""Ground one mention: find its concept, say why and how probable it is, or that none is probable enough."""

from __future__ import annotations

from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.annotated_names import ANNOTATED, Usage, annotated_senses, counted_as
from claimgraph.extract.candidate_features import GENE, SPELT, Case, Fit, order
from claimgraph.extract.claim import Candidate, Concept, Mention
from claimgraph.extract.loose_readings import loose_readings
from claimgraph.extract.organisms import Organism
from claimgraph.extract.ranking import Weights, probabilities
from claimgraph.extract.readings import Reading, variants
from claimgraph.models.lexicon import Lexicon
from claimgraph.models.normalize_term import normalize_term
from claimgraph.models.own_terms import OWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from claimgraph.models.lexicon import LexiconConcept, Sense

# Recognised type -> the concept types that it may have, its own first.
COMPATIBLE: dict[str, tuple[str, ...]] = {
    "Disease": ("Disease", "Phenotype"),
    "Phenotype": ("Phenotype", "Disease"),
    "CellType": ("CellType", "CellLine"),
    "CellLine": ("CellLine", "CellType"),
    "Anatomy": ("Anatomy", "CellularComponent"),
    "CellularComponent": ("CellularComponent", "Anatomy"),
    "Chemical": ("Chemical", GENE),
}
_OTHER_TYPE = 0.9  # factor for a concept of a compatible type that is not the recognised one
_GENE_CLASS = 0.8  # factor for a heading that may stand for a gene family, against the gene of that name
_MAX_ALTERNATIVES = 4
_LOOSE = 5  # loose readings at most that lead to concepts
_RANKED = 8  # concepts at most that a name is weighed between
LEAST = 0.5  # what is less likely than not is no answer
_HOW = {"curated": "curated name"}  # a kind of sense in words, where it needs more than itself
_BY_MESH = frozenset({"Disease", "Phenotype", "Chemical"})  # which most corpora name by numbers of MeSH
_RIVAL = 0.25  # probability of a second concept that tells that several fit
_EQUAL = 0.9  # share of the best one's probability with which a second concept fits about equally well
_MOST = 0.5  # share of a definition's words
_DESIGNATION = 5  # letters that the designation of a gene has at least
_SYMBOL = 6  # letters that a short symbol has at most
_HELD_NAMES = 1 << 13
_HELD_KIN = 1 << 12  # concepts
_GENE_PREFIXES = {"human": "HGNC", "mouse": "MGI", "rat": "RGD"}


class Knowledge(msgspec.Struct, frozen=True, dict=True):
    """What names can mean, how curators used them, and what each feature of a candidate weighs."""

    lexicon: Lexicon
    weights: Weights
    usage: Usage

    @cached_property
    def fits(self) -> Callable[..., tuple[Fit, ...]]:
        """`find_fits` with a memory: what a name can mean is the same in every text about an organism's genes."""
        return lru_cache(maxsize=_HELD_NAMES)(partial(find_fits, knowledge=self))

    @cached_property
    def kin(self) -> Callable[[LexiconConcept], frozenset[str]]:
        """`find_kin` with a memory."""
        return lru_cache(maxsize=_HELD_KIN)(partial(find_kin, self.lexicon))


class Grounding(msgspec.Struct, frozen=True):
    """What a name means: its concept, or none and the best alternatives; of many mentions the same value."""

    type: str
    concept: Concept | None = None
    score: float = 0.0
    reason: str = ""
    alternatives: tuple[Candidate, ...] = ()

    def candidates(self) -> set[str]:
        """The identifiers of the concept and of its alternatives."""
        found = {one.id for one in self.alternatives}
        return found if self.concept is None else {self.concept.id, *found}

    def of(self, mention: Mention) -> Mention:
        """The mention, grounded so."""
        return Mention(
            start=mention.start,
            end=mention.end,
            text=mention.text,
            type=self.type,
            concept=self.concept,
            score=self.score,
            reason=self.reason,
            alternatives=self.alternatives,
        )


def ground(
    mention_type: str,
    readings: Sequence[Reading],
    organism: Organism,
    *,
    knowledge: Knowledge,
    elsewhere: frozenset[str] = frozenset(),
    headings: frozenset[str] = frozenset(),
    loosely: bool = False,
) -> Grounding:
    """The concept of a name in a text about the genes of an organism, or the best alternatives.

    `readings` come the surest first. `elsewhere` are identifiers of concepts that the document names in other words,
    `headings` of those that its record is indexed by, which is taken for as much.
    If `loosely`, the name is looked up in other forms, more generally and by its spelling (`loose_readings`).
    """
    case = case_of(
        mention_type,
        readings,
        organism,
        knowledge=knowledge,
        elsewhere=elsewhere | headings,
        loosely=loosely,
    )
    if case is None:
        return Grounding(mention_type, reason="no such term")
    own = case.fits[0]
    if own.sense.kind == OWN:
        return by_own_term(own.concept)
    ranked = sorted(
        zip(probabilities(case, knowledge.weights), case.fits, strict=True), key=lambda pair: -pair[0]
    )
    (probability, best), *others = ranked
    rival = others[0][0] if others else 0.0
    if probability < LEAST or rival > _EQUAL * probability:
        why = _why_none(case, ranked)
        how = best.reading.how
        return Grounding(
            mention_type, reason=f"{why}; {how}" if how else why, alternatives=_alternatives(ranked)
        )
    matched = f"{_HOW.get(best.sense.kind, best.sense.kind)} of {best.concept.name}{best.case}"
    note = "named elsewhere in the text" if best.concept.id in elsewhere else ""
    if best.concept.id in headings:
        note = "a MeSH heading of the record"
    return Grounding(
        best.concept.type,
        concept=_concept(best.concept),
        score=round(probability, 4),
        reason="; ".join(part for part in (matched, best.reading.how, note) if part),
        alternatives=_alternatives(others),
    )


def by_own_term(concept: LexiconConcept) -> Grounding:
    """What a name means that a user's own terms hold."""
    return Grounding(concept.type, _concept(concept), 1.0, f"{OWN} for {concept.name}")


def case_of(
    mention_type: str,
    readings: Sequence[Reading],
    organism: Organism,
    *,
    knowledge: Knowledge,
    elsewhere: frozenset[str] = frozenset(),
    loosely: bool = False,
) -> Case | None:
    """What there is to choose between; None where the lexicon has no such term."""
    fits = knowledge.fits(mention_type, tuple(readings), organism.name, loosely=loosely)
    if not fits:
        return None
    if elsewhere:
        others = filter(None, map(knowledge.lexicon.concept, elsewhere))
        named = {counted_as(other) for other in others}
        fits = tuple(
            msgspec.structs.replace(fit, kin=not knowledge.kin(fit.concept).isdisjoint(named)) for fit in fits
        )
    fits = _without_borrowers(fits)
    return Case(
        mention_type,
        readings[0].text,
        fits[:_RANKED],
        organism,
        defined=bool(readings[-1].definition),
        elsewhere=elsewhere,
    )


def find_kin(lexicon: Lexicon, concept: LexiconConcept) -> frozenset[str]:
    """A concept's families, the kinds of it, and the other members of its families.

    Genes of mouse and rat are told of by their human orthologues, as families hold these.
    """
    own = counted_as(concept)
    above = lexicon.ancestors(own) if concept.type == GENE else lexicon.parents(own)
    near = (*above, *lexicon.members(own))
    return frozenset(
        {*near, *(member for one in near for member in lexicon.members(one))} - {own, concept.id}
    )


def _without_borrowers(fits: tuple[Fit, ...]) -> tuple[Fit, ...]:
    """Leave out what goes by the name of another thing, where that is among the fits.

    A family is named, and not a member that texts call by its name as well: AKT1 is called AKT. So is a class of
    proteins, and not one of the genes that are designated as such ("serine protease"). And where a disease or
    chemical has the very name and curators could have chosen it, what they meant by it in some text is not meant by
    it elsewhere.
    """
    if _is_family(fits[0]):
        fits = tuple(fit for fit in fits if not _borrows(fit))
    named = [fit for fit in fits if fit.is_named]
    designated = [fit for fit in fits if fit.sense.kind == "designation" and not fit.is_heading]
    if len(designated) > 1 and any(fit.is_heading for fit in named):
        fits = tuple(fit for fit in fits if fit not in designated)
    if any(_has_mesh(fit) and fit.concept.type in _BY_MESH for fit in named):
        fits = tuple(fit for fit in fits if fit in named or fit.sense.kind != ANNOTATED)
    return fits


def _has_mesh(fit: Fit) -> bool:
    return any(one.startswith("MESH:") for one in (fit.concept.id, *fit.concept.xrefs))


def _is_family(fit: Fit) -> bool:
    return fit.concept.id.startswith("FPLX:")


def _borrows(fit: Fit) -> bool:
    """Whether it is a gene whose own name or symbol this is not."""
    return fit.concept.type == GENE and not _is_family(fit) and fit.sense.kind not in {"name", "curated"}


def _why_none(case: Case, ranked: Sequence[tuple[float, Fit]]) -> str:
    is_gene = ranked[0][1].concept.type == GENE
    if is_gene and case.organism.name == "other":
        return "gene of an organism that the lexicon does not hold"
    if len(ranked) > 1 and ranked[1][0] >= _RIVAL:
        return "fits several concepts about equally well"
    return "too unsure"


def find_fits(
    mention_type: str,
    readings: Sequence[Reading],
    organism: str,
    *,
    knowledge: Knowledge,
    loosely: bool = False,
) -> tuple[Fit, ...]:
    """The concepts that the readings of a mention can mean, best first; if `loosely`, by readings that change much."""
    found: dict[str, Fit] = {}
    for reading in readings:
        loose = loose_readings(reading, mention_type, knowledge.lexicon)
        ways, left = (loose, _LOOSE) if loosely else (variants(reading, mention_type), 1)
        for way in ways:
            fits = _fits_of(way, mention_type, organism, knowledge=knowledge, most=bool(found))
            for fit in fits:
                if fit.sense.kind != OWN:
                    _add(found, fit)
                elif not loosely:  # a user's own terms are meant by no other name
                    return (fit,)
            left -= any(fit.sense.kind != ANNOTATED for fit in fits)  # curators' are no last word
            if not left:
                break
    return order(list(found.values()))


def _add(found: dict[str, Fit], fit: Fit) -> None:
    other = found.get(fit.concept.id)
    if other is None:
        if not fit.reading.definition or not found or fit.concept.type == GENE:
            found[fit.concept.id] = fit  # or else its definition has told what it means
        return
    better = fit if fit.score > other.score else other
    found[fit.concept.id] = msgspec.structs.replace(
        better, readings=other.readings + 1, shared=max(fit.shared, other.shared)
    )


def _fits_of(
    way: Reading, mention_type: str, organism: str, *, knowledge: Knowledge, most: bool
) -> Sequence[Fit]:
    """The concepts that one reading leads to."""
    lexicon = knowledge.lexicon
    types = COMPATIBLE.get(mention_type, (mention_type,))
    senses = [
        sense
        for sense in lexicon.lookup(way.text, types=types)
        if sense.kind == OWN
        or (_can_be(sense, mention_type, way) and _agrees(sense, way, lexicon, most=most))
    ]
    if senses and senses[0].kind == OWN:
        return (Fit(senses[0].concept, 1.0, senses[0], way),)
    used = {} if way.definition else knowledge.usage.get(normalize_term(way.text), {})
    if used:
        known = {counted_as(sense.concept) for sense in senses}
        senses += annotated_senses(used, way.text, known, lexicon=lexicon, types=types)
    return _fits(senses, way, mention_type, organism, used, lexicon=lexicon)


def _can_be(sense: Sense, mention_type: str, reading: Reading) -> bool:
    """Leave out genes that share a short word by chance.

    A chemical may be a gene's product by its name (insulin) or a common symbol (IL-2), hardly by a rare symbol;
    and few letters are no designation of a gene, nor a short symbol that its source writes otherwise.
    """
    if sense.concept.type != GENE:
        return True
    if sense.kind == "designation":
        if len(reading.text) < _DESIGNATION and reading.text.isalpha():
            return False
        if len(reading.text) <= _SYMBOL and not sense.exact_case:
            return False
    return mention_type != "Chemical" or sense.kind == "curated" or SPELT.search(reading.text) is not None


def _agrees(sense: Sense, reading: Reading, lexicon: Lexicon, *, most: bool) -> bool:
    """Whether a short form's definition allows the sense.

    With `most` they share most words and not just one: the definition alone has told of another concept.
    """
    return not reading.definition or _shared(sense.concept, reading, lexicon) > (_MOST if most else 0)


def _shared(concept: LexiconConcept, reading: Reading, lexicon: Lexicon) -> float:
    """The share of a definition's words that names of the concept and of its human orthologue hold."""
    same = (concept.id, *(other for other in concept.orthologs if other.startswith("HGNC:")))
    return reading.shares_words([name for one in same for name in lexicon.names(one)])


def _fits(
    senses: Sequence[Sense],
    reading: Reading,
    mention_type: str,
    organism: str,
    used: Mapping[str, int],
    *,
    lexicon: Lexicon,
) -> list[Fit]:
    best: dict[str, Fit] = {}
    uses = sum(used.values())
    for sense in senses:
        own = sense.concept
        score = sense.score
        if own.type != mention_type:
            score *= _OTHER_TYPE
        concept = own
        if own.type == GENE:
            if own.id.startswith("MESH:"):
                score *= _GENE_CLASS
            concept = _of_organism(own, lexicon=lexicon, organism=reading.organism or organism)
        score *= reading.factor
        if concept.id not in best or score > best[concept.id].score:
            shared = _shared(own, reading, lexicon) if reading.definition else 0.0
            so = used.get(counted_as(own), 0)
            best[concept.id] = Fit(concept, score, sense, reading, shared=shared, used=(so, uses - so))
    return list(best.values())


def _alternatives(ranked: Sequence[tuple[float, Fit]]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(fit.concept.id, fit.concept.name, round(probability, 4))
        for probability, fit in ranked[:_MAX_ALTERNATIVES]
    )


def _of_organism(concept: LexiconConcept, *, lexicon: Lexicon, organism: str) -> LexiconConcept:
    """A gene's orthologue in the text's organism; a human gene where the text's organism has none."""
    wanted = _GENE_PREFIXES.get(organism, "HGNC") + ":"
    if not concept.orthologs or concept.id.startswith(wanted):
        return concept
    human = next((other for other in concept.orthologs if other.startswith("HGNC:")), None)
    known = (concept, lexicon.concept(human) if human else None)  # mouse and rat are linked by the human gene
    others = {
        other for one in known if one is not None for other in one.orthologs if other.startswith(wanted)
    }
    found = [gene for gene in map(lexicon.concept, sorted(others)) if gene is not None]
    symbol = concept.name.casefold()
    return min(found, key=lambda gene: (gene.name.casefold() != symbol, gene.id), default=concept)


def _concept(concept: LexiconConcept) -> Concept:
    """The concept as a value; a mouse or rat gene names its human orthologue among its equivalents."""
    xrefs = concept.xrefs
    if not concept.id.startswith("HGNC:"):
        xrefs += tuple(other for other in concept.orthologs if other.startswith("HGNC:"))
    return Concept(concept.id, concept.name, concept.type, xrefs)
