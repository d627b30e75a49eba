"""Ground one mention: find its concept, say why, and stay silent where several fit equally well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.claim import Candidate, Concept, Mention
from claimgraph.extract.confidence import confidence
from claimgraph.extract.readings import Reading, variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimgraph.models.lexicon import Lexicon, LexiconConcept, Sense

GENE = "GeneOrGeneProduct"
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
# Concepts whose scores are closer than this fit a mention about equally well; genes share more symbols.
_MARGIN = 0.005
_GENE_MARGIN = 0.015
_SHORT_MARGIN = 0.03  # of short forms that the text does not define
_OTHER_TYPE = 0.9  # factor for a concept of a compatible type that is not the recognised one
_GENE_CLASS = 0.8  # factor for a heading that may stand for a gene family, against the gene of that name
_OWN_NAME = 0.02  # bonus where the words are the concept's own name, letter for letter
_PLURAL_NAME = 0.03  # off where only the plural is its name: "kanamycins" are a class, kanamycin is not
_TWICE = 0.03  # bonus where short and long form agree
_MAX_ALTERNATIVES = 4
_LEAST = 0.4  # a grounding that is probably wrong is none
_MOST = 0.5  # share of a definition's words
_DESIGNATION = 5  # letters that the designation of a gene has at least
_SYMBOL = 6  # letters that a short symbol has at most
_GENE_PREFIXES = {"human": "HGNC", "mouse": "MGI", "rat": "RGD"}
_SPELLED = re.compile(r"[a-z]{5}")  # a name and not a symbol
_TWO_LETTERS = re.compile(r"[A-Z]{2}s?")
_SHORT = re.compile(r"[A-Z]{2,5}s?")


class Grounding(msgspec.Struct, frozen=True):
    """What a name means: its concept, or none and the best alternatives; of many mentions the same value."""

    type: str
    concept: Concept | None = None
    score: float = 0.0
    reason: str = ""
    alternatives: tuple[Candidate, ...] = ()

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


class Fit(msgspec.Struct, frozen=True):
    """A concept that a mention may mean: how well it fits, and by which reading and sense."""

    concept: LexiconConcept
    score: float
    sense: Sense
    reading: Reading


def ground(
    mention_type: str,
    readings: Sequence[Reading],
    organism: str,
    *,
    lexicon: Lexicon,
    elsewhere: frozenset[str] = frozenset(),
) -> Grounding:
    """The concept of a name in a text about the genes of an organism, or the best alternatives.

    `readings` come the surest first. Where several concepts fit equally well, the one that the document names
    `elsewhere` (by identifier) is meant.
    """
    fits = find_fits(mention_type, readings, organism, lexicon=lexicon)
    if not fits:
        return Grounding(mention_type, reason="no such term")
    best = fits[0]
    rivals = [fit for fit in fits if best.score - fit.score < _margin(best)]
    note = ""
    if len(rivals) > 1:
        named = [fit for fit in rivals if fit.concept.id in elsewhere]
        if len(named) != 1:
            return _abstain(mention_type, fits, "fits several concepts equally well", best.reading)
        best = named[0]
        note = "named elsewhere in the text"
    is_foreign = organism == "other" and best.concept.type == GENE and best.reading.organism is None
    if is_foreign and best.concept.id.startswith(tuple(_GENE_PREFIXES.values())):
        return _abstain(
            mention_type, fits, "gene of an organism that the lexicon does not hold", best.reading
        )
    if _is_rare_sense(best) and best.concept.id not in elsewhere:
        return _abstain(mention_type, fits, "two letters that the text does not define", best.reading)
    gap = best.score - max((fit.score for fit in fits if fit is not best), default=0.0)
    score = confidence(
        best.concept.type, best.sense.kind, exact=best.sense.exact_case, sort=best.reading.sort, gap=gap
    )
    if score < _LEAST:
        return _abstain(mention_type, fits, "too unsure", best.reading)
    case = "" if best.sense.exact_case else ", written otherwise"
    matched = f"{best.sense.kind} of {best.concept.name}{case}"
    return Grounding(
        best.concept.type,
        concept=_concept(best.concept),
        score=score,
        reason="; ".join(part for part in (matched, best.reading.how, note) if part),
        alternatives=_alternatives([fit for fit in fits if fit is not best], 1.0 - score),
    )


def find_fits(
    mention_type: str, readings: Iterable[Reading], organism: str, *, lexicon: Lexicon
) -> list[Fit]:
    """The concepts that the readings of a mention can mean, best first."""
    types = COMPATIBLE.get(mention_type, (mention_type,))
    found: dict[str, Fit] = {}
    for reading in readings:
        for way in variants(reading, mention_type):
            senses = [
                sense
                for sense in lexicon.lookup(way.text, types=types)
                if _can_be(sense, mention_type, way) and _agrees(sense, way, lexicon, most=bool(found))
            ]
            if senses:
                fits = _fits(senses, way, mention_type, organism, lexicon=lexicon)
                for fit in fits:
                    other = found.get(fit.concept.id)
                    if other is None and reading.definition and found and fit.concept.type != GENE:
                        continue  # its definition has told what it means
                    if other is None:
                        found[fit.concept.id] = fit
                    else:
                        better = fit if fit.score > other.score else other
                        found[fit.concept.id] = msgspec.structs.replace(better, score=better.score + _TWICE)
                break
    return sorted(found.values(), key=lambda fit: (-fit.score, fit.concept.id))


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
    return mention_type != "Chemical" or sense.kind == "curated" or _SPELLED.search(reading.text) is not None


def _is_rare_sense(fit: Fit) -> bool:
    """Whether a disease is meant by two letters that the text does not define: each pair of letters is many."""
    undefined = fit.sense.kind == "synonym" and not fit.reading.definition
    is_short = _TWO_LETTERS.fullmatch(fit.reading.text) is not None
    return undefined and is_short and fit.concept.type in COMPATIBLE["Disease"]


def _agrees(sense: Sense, reading: Reading, lexicon: Lexicon, *, most: bool) -> bool:
    """Whether a short form's definition allows the sense, by the names of the concept and of its human orthologue.

    With `most` they share most words and not just one: the definition alone has told of another concept.
    """
    if not reading.definition:
        return True
    concept = sense.concept
    same = (concept.id, *(other for other in concept.orthologs if other.startswith("HGNC:")))
    shared = reading.shares_words([name for one in same for name in lexicon.names(one)])
    return shared > (_MOST if most else 0)


def _fits(
    senses: Sequence[Sense], reading: Reading, mention_type: str, organism: str, *, lexicon: Lexicon
) -> list[Fit]:
    best: dict[str, Fit] = {}
    for sense in senses:
        own = sense.concept
        score = sense.score
        if own.name.casefold() == reading.text.casefold():
            score += _OWN_NAME
        elif own.name.casefold() == f"{reading.text}s".casefold():
            score -= _PLURAL_NAME
        if own.type != mention_type:
            score *= _OTHER_TYPE
        concept = own
        if own.type == GENE:
            if own.id.startswith("MESH:"):
                score *= _GENE_CLASS
            concept = _of_organism(own, lexicon=lexicon, organism=reading.organism or organism)
        score *= reading.factor
        if concept.id not in best or score > best[concept.id].score:
            best[concept.id] = Fit(concept, score, sense, reading)
    return list(best.values())


def _margin(fit: Fit) -> float:
    if fit.concept.type == GENE:
        return _GENE_MARGIN
    return _SHORT_MARGIN if _SHORT.fullmatch(fit.reading.text) else _MARGIN


def _abstain(mention_type: str, fits: list[Fit], why: str, reading: Reading) -> Grounding:
    return Grounding(
        mention_type,
        reason=f"{why}; {reading.how}" if reading.how else why,
        alternatives=_alternatives(fits, 1.0),
    )


def _alternatives(fits: list[Fit], left: float) -> tuple[Candidate, ...]:
    """The next best concepts, with their shares of the probability that is left."""
    total = sum(fit.score for fit in fits) or 1.0
    return tuple(
        Candidate(fit.concept.id, fit.concept.name, round(left * max(fit.score, 0.0) / total, 4))
        for fit in fits[:_MAX_ALTERNATIVES]
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
