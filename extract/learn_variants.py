"""Collects which change in which gene has which number in dbSNP, from the gold mentions of train parts.

BioRED gives a variant its number, whatever the text calls it; tmVar gives it beside the change. The gene is the one
that `variant_grounding` finds among the gold genes. Documents that stand in a dev or test part are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.gold import read_gold
from claimgraph.extract.claim import Concept, Mention
from claimgraph.extract.sentence_boundaries import sentence_starts
from claimgraph.extract.variant_grounding import VARIANT, ground_variants
from claimgraph.models.gold import held_out, read_plan, scored_keys, title_key

if TYPE_CHECKING:
    from claimgraph.extract.benchmark.gold import GoldDocument
    from claimgraph.models.lexicon import Lexicon

CORPORA = ("biored", "tmvar3")
_NUMBER = re.compile(r"(?:DBSNP:rs|RS#:)([0-9]+)\b")
_CHANGE = re.compile(r"HGVS:([^:]+):(.+)")


def learn_numbers(lexicon: Lexicon, corpora: Path) -> dict[tuple[str, str], str]:
    """The number that most documents give to a change in a gene; none where two are given equally often."""
    excluded, held = held_out(corpora), scored_keys(corpora, read_plan())
    told: dict[str, set[tuple[str, str, str]]] = {}  # by text: copies of one tell a thing once
    for corpus in CORPORA:
        for document in read_gold(corpora, corpus, "train"):
            key = title_key(document.text)
            if (corpus, document.group) not in excluded and key not in held:
                told.setdefault(key, set()).update(numbers_of(document, corpus, lexicon))
    return most_told(one for ones in told.values() for one in ones)


def numbers_of(document: GoldDocument, corpus: str, lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    """(gene, change, number) for each gold variant that has a number and is written as a change."""
    types, numbers = corpus_types(corpus), dict[tuple[int, int], str]()
    mentions = []
    for entity in document.entities:
        type_ = types.type_of_gold(entity.type)
        if type_ is None:
            continue
        found = None if type_ == VARIANT else next(filter(None, map(lexicon.concept, entity.ids)), None)
        concept = None if found is None else Concept(found.id, found.name, found.type)
        text = document.text[entity.start : entity.end]
        mentions.append(Mention(start=entity.start, end=entity.end, text=text, type=type_, concept=concept))
        number = _NUMBER.search(" ".join(entity.ids)) if type_ == VARIANT else None
        if number is not None:
            numbers[entity.start, entity.end] = f"rs{number.group(1)}"
    mentions.sort(key=lambda mention: mention.start)
    for mention in ground_variants(mentions, sentence_starts(document.text), numbers={}):
        change = _CHANGE.fullmatch(mention.concept.id) if mention.concept is not None else None
        known = numbers.get((mention.start, mention.end))
        if change is not None and known is not None:
            yield change.group(1), change.group(2), known


def most_told(told: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], str]:
    """The number that is told most of each change; none where that is not one.

    >>> most_told([("G", "p.V1A", "rs1"), ("G", "p.V1A", "rs1"), ("G", "p.V1A", "rs2"), ("G", "p.A2V", "rs3")])
    {('G', 'p.V1A'): 'rs1', ('G', 'p.A2V'): 'rs3'}
    """
    counted: dict[tuple[str, str], Counter[str]] = {}
    for gene, form, number in told:
        counted.setdefault((gene, form), Counter())[number] += 1
    found = {}
    for change, numbers in counted.items():
        (number, most), *others = numbers.most_common(2)
        if all(count < most for _, count in others):
            found[change] = number
    return found
