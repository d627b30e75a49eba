"""Find the concepts that a mention can mean: what the lexicon and curators have for each way to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.annotated_names import ANNOTATED, annotated_senses, counted_as
from claimgraph.extract.candidate_context import all_names
from claimgraph.extract.candidate_features import GENE, SPELT, Fit, order
from claimgraph.extract.loose_readings import loose_readings
from claimgraph.extract.readings import variants
from claimgraph.models.normalize_term import normalize_term
from claimgraph.models.own_terms import OWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimgraph.extract.knowledge import Knowledge
    from claimgraph.extract.readings import Reading
    from claimgraph.models.lexicon import Lexicon, LexiconConcept, Sense

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
_LOOSE = 5  # loose readings at most that lead to concepts
_MOST = 0.5  # share of a definition's words
_DESIGNATION = 5  # letters that the designation of a gene has at least
_SYMBOL = 6  # letters that a short symbol has at most
_GENE_PREFIXES = {"human": "HGNC", "mouse": "MGI", "rat": "RGD"}


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
    told = bool(fit.reading.definition) and fit.concept.type != GENE  # by its definition
    better = fit if fit.score > other.score and not told else other
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

    With `most` they share most words and not just one: the definition alone has told of another concept. What goes
    by symbols alone is then not meant.
    """
    if not reading.definition:
        return True
    if most:
        return _shared(sense.concept, reading, lexicon, unspelt=0.0) > _MOST
    return _shared(sense.concept, reading, lexicon) > 0


def _shared(concept: LexiconConcept, reading: Reading, lexicon: Lexicon, *, unspelt: float = 1.0) -> float:
    """The share of a definition's words that names of the concept and of its human orthologue hold."""
    return reading.shares_words(all_names(concept, lexicon), unspelt=unspelt)


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
