"""How curators used names: in how many documents of the train parts of corpora a name has which concept.

`claimgraph train grounding` counts them. The lexicon says what a name can mean; this says what people mean by it, and
knows names that the lexicon lacks. Genes of mouse and rat are counted as their human orthologues: whose gene it is
the text tells, and not the name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from claimgraph.extract.word_list import read_rows
from claimgraph.models.lexicon import Lexicon, LexiconConcept, Sense
from claimgraph.models.normalize_term import normalize_term
from claimgraph.models.orthologues import folded
from claimgraph.whole_file import open_whole

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

Usage = Mapping[str, Mapping[str, int]]  # normalised name -> concept -> number of documents

NAMES = "annotated_names.tsv"
ANNOTATED = "annotated name"  # kind of the senses that the lexicon lacks
_SHORT = 6  # letters
_SCORE = 0.8  # of such a sense
_HEAD = """\
# What names mean in the train parts of corpora (models/README.md lists them); written by `claimgraph train grounding`.
# normalised name <tab> concept <tab> number of documents
"""


class Use(msgspec.Struct, frozen=True):
    """One name with one concept in one document."""

    document: str
    name: str
    concept: str


def count_uses(uses: Iterable[Use]) -> dict[str, dict[str, int]]:
    """Count each name's concepts, a document once; short names need two, as many are short for this and for that.

    >>> uses = [Use("1", "p53", "HGNC:11998"), Use("1", "p53", "HGNC:11998"), Use("2", "p53", "HGNC:11998")]
    >>> count_uses([*uses, Use("2", "gp9", "HGNC:4444")])
    {'p53': {'HGNC:11998': 2}}
    """
    counted: dict[str, dict[str, int]] = {}
    numbers = Counter((use.name, use.concept) for use in dict.fromkeys(uses))
    for (name, concept), number in sorted(numbers.items()):
        if number > 1 or len(name) > _SHORT:
            counted.setdefault(name, {})[concept] = number
    return counted


def counted_as(concept: LexiconConcept) -> str:
    """The identifier under which uses of a concept are counted: of a gene that of the human orthologue."""
    return folded(concept.id, concept.orthologs)


def annotated_senses(
    used: Mapping[str, int], name: str, known: Collection[str], *, lexicon: Lexicon, types: Collection[str]
) -> Iterator[Sense]:
    """Senses of a name by the uses of it, but for the concepts that are known to have it."""
    key = normalize_term(name)
    for identifier in used:
        concept = None if identifier in known else lexicon.concept(identifier)
        if concept is not None and concept.type in types and not lexicon.stops(key, concept.type):
            yield Sense(concept, ANNOTATED, key, True, 1, _SCORE)


@cache
def read_usage() -> dict[str, dict[str, int]]:
    """The uses of names that ship."""
    usage: dict[str, dict[str, int]] = {}
    for name, concept, number in read_rows(NAMES):
        usage.setdefault(name, {})[concept] = int(number)
    return usage


def write_usage(path: Path, usage: Usage) -> None:
    """Write uses in the form of the list that is read."""
    rows = (
        f"{name}\t{one}\t{number}\n" for name, ones in sorted(usage.items()) for one, number in ones.items()
    )
    with open_whole(path) as file:
        file.write(f"{_HEAD}{''.join(rows)}".encode())
