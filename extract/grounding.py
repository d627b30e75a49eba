"""Ground one mention: find its concept, say why, and stay silent where several fit equally well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.claim import Candidate, Concept, Mention
from claimgraph.extract.word_list import read_rows, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimgraph.models.lexicon import Lexicon, LexiconConcept, Sense

# Recognised type -> the concept types that it may have, its own first.
COMPATIBLE: dict[str, tuple[str, ...]] = {
    "Disease": ("Disease", "Phenotype"),
    "Phenotype": ("Phenotype", "Disease"),
    "CellType": ("CellType", "CellLine"),
    "CellLine": ("CellLine", "CellType"),
    "Anatomy": ("Anatomy", "CellularComponent"),
    "CellularComponent": ("CellularComponent", "Anatomy"),
    "Chemical": ("Chemical", "GeneOrGeneProduct"),
}
MARGIN = 0.015  # concepts whose scores are closer than this fit a mention about equally well
_OTHER_TYPE = 0.9  # factor for a concept of a compatible type that is not the recognised one
_STRIPPED = 0.92  # factor for a match without a modifier or general head word
_MAX_ALTERNATIVES = 4
_GENE = "GeneOrGeneProduct"
_GENE_PREFIXES = {"human": "HGNC", "mouse": "MGI", "rat": "RGD"}


class Reading(msgspec.Struct, frozen=True):
    """One way to read a mention: the words that are looked up, and what was done to get them."""

    text: str
    how: str
    factor: float = 1.0


def organism_of(words: list[str]) -> str:
    """The organism whose genes a text means: human, mouse, rat or other; human where nothing tells."""
    kinds = {row[0]: row[1] for row in read_rows("organism_words.tsv")}
    counts = {"human": 0, "mouse": 0, "rat": 0, "other": 0}
    for word in words:
        kind = kinds.get(word.lower())
        if kind:
            counts[kind] += 1
    best = max(counts, key=lambda kind: counts[kind])  # the first named wins a tie
    return best if counts[best] else "human"


def ground(mention: Mention, readings: list[Reading], *, lexicon: Lexicon, organism: str) -> Mention:
    """The mention with the concept of the first reading that fits, or with none and the best alternatives."""
    types = COMPATIBLE.get(mention.type, (mention.type,))
    for reading in readings:
        for text, how, factor in _variants(reading):
            senses = lexicon.lookup(text, types=types)
            if senses:
                return _choose(mention, senses, how, factor, lexicon=lexicon, organism=organism)
    return msgspec.structs.replace(mention, reason="no such term")


def _variants(reading: Reading) -> Iterator[tuple[str, str, float]]:
    """The reading itself, then without leading modifiers, then without a general last word."""
    yield reading.text, reading.how, reading.factor
    words = reading.text.split()
    modifiers = set(read_words("mention_modifiers.txt"))
    heads = set(read_words("mention_heads.txt"))
    first = 0
    while first < len(words) - 1 and words[first].lower() in modifiers:
        first += 1
        how = f"without {' '.join(words[:first])!r}"
        yield " ".join(words[first:]), _joined(reading.how, how), reading.factor * _STRIPPED
    last = len(words)
    while last - 1 > first and words[last - 1].lower() in heads:
        last -= 1
        how = f"without {' '.join(words[:first] + words[last:])!r}"
        yield " ".join(words[first:last]), _joined(reading.how, how), reading.factor * _STRIPPED**2


def _joined(*reasons: str) -> str:
    return "; ".join(reason for reason in reasons if reason)


def _choose(
    mention: Mention,
    senses: tuple[Sense, ...],
    how: str,
    factor: float,
    *,
    lexicon: Lexicon,
    organism: str,
) -> Mention:
    scored: dict[str, tuple[float, Sense, LexiconConcept]] = {}
    for sense in senses:
        concept = _of_organism(sense.concept, lexicon=lexicon, organism=organism)
        score = sense.score * factor
        if sense.concept.type != mention.type:
            score *= _OTHER_TYPE
        if concept.id not in scored or score > scored[concept.id][0]:
            scored[concept.id] = (score, sense, concept)
    ranked = sorted(scored.values(), key=lambda item: -item[0])
    score, sense, concept = ranked[0]
    alternatives = tuple(
        Candidate(other.id, other.name, round(other_score, 4))
        for other_score, _, other in ranked[:_MAX_ALTERNATIVES]
    )
    is_tie = len(ranked) > 1 and score - ranked[1][0] < MARGIN
    is_foreign = organism == "other" and concept.id.startswith(tuple(_GENE_PREFIXES.values()))
    if is_tie or is_foreign:
        reason = "fits several concepts" if is_tie else "gene of an organism that the lexicon does not hold"
        return msgspec.structs.replace(mention, reason=_joined(reason, how), alternatives=alternatives)
    case = "exact" if sense.exact_case else "other case"
    reason = _joined(f"{sense.kind}, {case}: {sense.term}", how)
    return msgspec.structs.replace(
        mention,
        concept=_concept(concept, lexicon=lexicon),
        type=concept.type,
        score=round(score, 4),
        reason=reason,
        alternatives=alternatives[1:],
    )


def _of_organism(concept: LexiconConcept, *, lexicon: Lexicon, organism: str) -> LexiconConcept:
    """A gene's orthologue in the text's organism; a human gene where the text's organism has none."""
    if concept.type != _GENE or not concept.orthologs:
        return concept
    wanted = _GENE_PREFIXES.get(organism, "HGNC") + ":"
    if concept.id.startswith(wanted):
        return concept
    for other in concept.orthologs:
        found = lexicon.concept(other) if other.startswith(wanted) else None
        if found is not None:
            return found
    return concept


def _concept(concept: LexiconConcept, *, lexicon: Lexicon) -> Concept:
    """The concept as a value; a mouse or rat gene names its human orthologue among its equivalents."""
    xrefs = concept.xrefs
    if not concept.id.startswith("HGNC:"):
        xrefs += tuple(other for other in concept.orthologs if other.startswith("HGNC:"))
    return Concept(concept.id, concept.name, concept.type, xrefs)
