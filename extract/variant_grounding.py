"""Give variants their identifiers: a number of dbSNP, or the gene that the text says is changed and how.

A change alone ("V600E") is in many genes: the identifier names the gene, too (`HGVS:BRAF:p.V600E`), and where no gene
can be told there is none. A variant has a gene of the document that is known to be changed so
(`wordlists/variant_numbers.tsv`, whose number it then gets); else the one that most of its mentions stand nearest to,
in their sentences; else the one that the document names most. Where a gene is written right before it, it is that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.claim import Concept
from claimgraph.extract.variant_names import forms_of
from claimgraph.extract.variant_numbers import read_numbers

if TYPE_CHECKING:
    from claimgraph.extract.claim import Mention
    from claimgraph.extract.variant_numbers import Numbers

VARIANT = "Variant"
ONE_GENE = ("HGNC:", "MGI:", "RGD:", "NCBIGene:")  # and not a family or complex
_NUMBER = 0.98  # that a number of dbSNP was read rightly
_BESIDE, _ELSEWHERE = 0.9, 0.7  # that the gene is the right one: in a sentence with the variant, or not


def ground_variants(
    mentions: Sequence[Mention], starts: Sequence[int], *, numbers: Numbers | None = None
) -> tuple[Mention, ...]:
    """The mentions, those of variants with their concepts; `starts` are the first characters of the sentences.

    `numbers` are the known ones, those that ship if none are given.
    """
    open_ = [one for one in mentions if one.type == VARIANT and one.concept is None]
    forms = forms_of([one.text for one in open_])
    if not forms:
        return tuple(mentions)
    changes = _Changes(mentions, starts, read_numbers() if numbers is None else numbers)
    places: dict[str, list[Mention]] = {}
    for one in open_:
        if one.text in forms:
            places.setdefault(forms[one.text], []).append(one)
    told = {
        (one.start, one.end): changes.found(form, named, changes.before(one))
        for form, named in places.items()
        for one in named
    }
    return tuple(
        msgspec.structs.replace(one, alternatives=(), **told[one.start, one.end])
        if one.type == VARIANT and one.concept is None and (one.start, one.end) in told
        else one
        for one in mentions
    )


class _Changes:
    """The genes of a document, and what is known to be changed in them."""

    def __init__(self, mentions: Sequence[Mention], starts: Sequence[int], numbers: Numbers) -> None:
        self._starts, self._numbers = starts, numbers
        self._genes = [
            (one, one.concept)
            for one in mentions
            if one.concept is not None and one.concept.id.startswith(ONE_GENE)
        ]
        self._named = [gene for gene, _ in Counter(gene for _, gene in self._genes).most_common()]

    def before(self, variant: Mention) -> Concept | None:
        """The gene that is written right before a variant: "NRAS Q61R"."""
        return next(
            (gene for one, gene in self._genes if one.end in (variant.start - 1, variant.start)), None
        )

    def found(self, form: str, named: Sequence[Mention], before: Concept | None) -> dict[str, object]:
        """Concept, score and reason of a change in these places, for one right behind a gene or for the others."""
        if form.startswith("rs"):
            return _told(Concept(f"DBSNP:{form}", form, VARIANT), _NUMBER, "number of dbSNP")
        for gene in self._named if before is None else (before,):
            number = self._numbers.get((gene.name, form))
            if number is not None:
                concept = Concept(f"DBSNP:{number}", f"{gene.name} {form}", VARIANT, (_curie(gene, form),))
                return _told(concept, _BESIDE, f"known in {gene.name}")
        if before is not None:
            return _told(_concept(before, form), _BESIDE, f"in {before.name}, named before it")
        nearest = Counter(gene for place in named for gene in self._nearest(place))
        if nearest:
            gene = nearest.most_common(1)[0][0]
            return _told(_concept(gene, form), _BESIDE, f"in {gene.name}, named beside it")
        if self._named:
            gene = self._named[0]
            return _told(_concept(gene, form), _ELSEWHERE, f"in {gene.name}, named most")
        return {"reason": f"{form}, of no gene that the text tells"}

    def _nearest(self, variant: Mention) -> Iterator[Concept]:
        """The gene whose name stands nearest in the same sentence; of two equally near the one before."""
        sentence = bisect_right(self._starts, variant.start)
        near = [
            (max(variant.start - one.end, one.start - variant.end), one.start, number)
            for number, (one, _) in enumerate(self._genes)
            if bisect_right(self._starts, one.start) == sentence
        ]
        if near:
            yield self._genes[min(near)[-1]][1]


def _curie(gene: Concept, form: str) -> str:
    return f"HGVS:{gene.name}:{form}"


def _concept(gene: Concept, form: str) -> Concept:
    return Concept(_curie(gene, form), f"{gene.name} {form}", VARIANT)


def _told(concept: Concept, score: float, reason: str) -> dict[str, object]:
    return {"concept": concept, "score": score, "reason": reason}
