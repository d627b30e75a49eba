"""What speaks for each concept that a mention may mean, and for none of them: the features that the ranking weighs."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.organisms import SUREST, Organism
from claimgraph.models.normalize_term import normalize_term

if TYPE_CHECKING:
    from claimgraph.extract.readings import Reading
    from claimgraph.models.lexicon import LexiconConcept, Sense

Features = Mapping[str, float]

GENE = "GeneOrGeneProduct"
_GENES_OF = {"HGNC": "human", "MGI": "mouse", "RGD": "rat"}
# Of types whose names are alike: no corpus has procedures, so they are weighed as processes are.
_GROUPS = {GENE: "gene", "Disease": "disease", "Phenotype": "disease", "Procedure": "BiologicalProcess"}
_SYMBOL = re.compile(r"[^\s]{1,6}")
SPELT = re.compile(r"[a-z]{5}")  # in a name, and not in a symbol
_LOWER = re.compile(r"[a-z]+")


class Fit(msgspec.Struct, frozen=True):
    """A concept that a mention may mean: how well it fits, and by which reading and sense."""

    concept: LexiconConcept
    score: float
    sense: Sense
    reading: Reading
    readings: int = 1  # how many ways to read the mention lead to it
    shared: float = 0.0  # the share of its definition's words that the concept's names hold
    kin: bool = False  # whether the document names its family, a member of that, or what it is a kind of
    told: int = 0  # words of the document that its names hold, and not those of all others
    used: tuple[int, int] = (0, 0)  # documents in which curators used the name so, and otherwise

    @property
    def case(self) -> str:
        """Empty, or how a symbol is written otherwise than in its source; of what is spelt out, case tells nothing."""
        text = self.reading.text
        if self.sense.exact_case or SPELT.search(text):
            return ""
        return ", with a capital alone" if text == text.capitalize() else ", written otherwise"

    @property
    def is_named(self) -> bool:
        """Whether the mention is read as its preferred name; of classes texts name one or several.

        Cell lines are written with and without a hyphen.
        """
        name, text = self.concept.name, self.reading.text
        if self.concept.type == "CellLine":
            return normalize_term(name) == self.sense.term
        return name.casefold() == text.casefold() or (self.is_heading and self.is_plural)

    @property
    def is_plural(self) -> bool:
        """Whether the name is the plural of what is read: "kanamycins" are a class, kanamycin is not."""
        return self.concept.name.casefold() == f"{self.reading.text}s".casefold()

    @property
    def is_heading(self) -> bool:
        """Whether it is MeSH's heading of a protein or a class of them, which are spelt out as chemicals' are."""
        return self.concept.type == GENE and self.concept.id.startswith("MESH:")


class Case(msgspec.Struct, frozen=True):
    """What is to be ranked: the concepts of one mention, best first, and what the document tells."""

    type: str
    text: str  # of a short form that the text defines, its definition
    fits: tuple[Fit, ...]
    organism: Organism
    defined: bool = False  # a short form that the text defines, or a name that it gives a short form
    elsewhere: Collection[str] = frozenset()  # identifiers of what the document names in other words

    def of_candidates(self) -> list[Features]:
        """The features of each fit."""
        return [self._of(fit) for fit in self.fits]

    def of_none(self) -> Features:
        """The features of the answer that no fit is meant."""
        group = _group(self.type)
        found = {f"none {group}": 1.0, f"none {group} of many": math.log(len(self.fits))}
        found |= {f"none {name}": 1.0 for name in self._of_text(group)}
        if self.type == GENE:
            found["none gene, by how foreign"] = self.organism.foreign
            if self.organism.foreign > 0:
                found["none foreign gene"] = 1.0
        return found

    def _of_text(self, group: str) -> list[str]:
        names = []
        if _SYMBOL.fullmatch(self.text):
            names.append(f"{group} symbol of {len(self.text)}")
            if _LOWER.fullmatch(self.text):
                names.append(f"{group} short word")
        if self.defined:
            names.append(f"{group} defined")
        return names

    def _of(self, fit: Fit) -> Features:
        concept, sense, reading = fit.concept, fit.sense, fit.reading
        prefix = concept.id.partition(":")[0]
        group = "Chemical" if fit.is_heading else _group(concept.type)
        vocabulary = "a gene" if prefix in _GENES_OF else prefix
        found = {
            vocabulary: 1.0,
            f"{group} {sense.kind}{fit.case}": 1.0,
            f"{group} {reading.sort}": 1.0,
            f"{group} behind": self.fits[0].score - fit.score,
            f"{group} score": fit.score,
            f"{group} sources": sense.sources - 1.0,
        }
        if fit.is_named:
            found[f"{group} own name"] = 1.0
        elif fit.is_plural:
            found["plural name"] = 1.0
        if concept.type != self.type:
            found[f"{self.type} as {concept.type}"] = 1.0
        if reading.definition:
            found[f"{group} by its short form"] = 1.0
            found[f"{group} shares its definition"] = fit.shared
        if any(fit.used):
            so, otherwise = fit.used
            # Of all but genes together: the few corpora with cells or processes tell too little of these alone.
            names = "gene" if group == "gene" else "name"
            found[f"{names} used so"] = math.log1p(so)
            found[f"{names} used otherwise"] = math.log1p(otherwise)
        if fit.readings > 1:
            found[f"{group} both ways"] = 1.0
        if concept.type == GENE and not fit.is_heading:
            whose = _whose(prefix, reading.organism or self.organism.name)
            found[f"gene {whose}"] = 1.0
            found[f"gene {whose}, by how sure"] = SUREST if reading.organism else self.organism.sure
            if self.organism.foreign > 0:
                found[f"gene {whose}, foreign"] = 1.0
        if fit.told:
            found[f"{group} told of"] = 1.0
            found[f"{group} told of, words"] = math.log(fit.told)
        if concept.id in self.elsewhere:
            found[f"{group} elsewhere"] = 1.0
        elif fit.kin:
            found[f"{group} kin elsewhere"] = 1.0
        return found


def _whose(prefix: str, organism: str) -> str:
    """How a gene's organism stands to that whose genes the text means."""
    if prefix not in _GENES_OF:
        return "of no organism"
    if _GENES_OF[prefix] == organism:
        return "of the text's organism"
    return "of man in a rodent's text" if prefix == "HGNC" else "of a rodent in another's text"


def _group(type_: str) -> str:
    return _GROUPS.get(type_, type_)


def order(fits: Sequence[Fit]) -> tuple[Fit, ...]:
    """The fits by score, the best first."""
    return tuple(sorted(fits, key=lambda fit: (-fit.score, fit.concept.id)))
