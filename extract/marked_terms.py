"""The terms of the lexicon that a document's marks tell of, as mentions."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claimgraph.extract.claim import Mention
from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.extract.word_list import read_rows, read_words
from claimgraph.models.lexicon import TYPE_BITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimgraph.extract.token_table import TokenTable

# Where a term can have several of these types, the first one counts.
TERM_TYPES = (
    "CellType",
    "Phenotype",
    "Disease",
    "Procedure",
    "BiologicalProcess",
    "CellularComponent",
    "Anatomy",
)
TERM_SCORE = 0.7
SHORTEST_SYMBOL = 4  # letters, for what the lexicon alone knows
SHORTEST_DISEASE = 8  # letters; short names of diseases are mostly something else where no recogniser saw one
PLURAL_SYMBOL = re.compile(r"[A-Z][A-Z0-9]+s")
_ENDS = frozenset(".;:?!")  # signs that no name reaches across
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "FW", ""})  # the last: a pipeline without a tagger
_RECOGNISED = TYPE_BITS["GeneOrGeneProduct"] | TYPE_BITS["Chemical"]


def marked_terms(
    text: str, table: TokenTable, marks: Sequence[int], wanted: tuple[str, ...], named: Mapping[str, str]
) -> Iterator[Mention]:
    """The marked terms of the types wanted; a mark's lowest bit begins a term, its other bits are types.

    `named` holds the types of words that the document names elsewhere.
    """
    end = 0
    for first, mark in enumerate(marks):
        if not mark or first < end:
            continue
        end = first + 1
        while end < len(marks) and marks[end] == mark - mark % 2:
            end += 1
        start, stop = table.starts[first], table.ends[end - 1]
        term = text[start:stop]
        types = mark >> 1
        words = [text[table.starts[i] : table.ends[i]] for i in range(first, end)]
        label = named.get(term)
        if label is None or not types & TYPE_BITS[label]:
            if _is_drug(term, types):
                label = "Chemical"
            else:  # what is no noun is no term
                label = _term_type(term, words, types, wanted) if table.tags[end - 1] in _NOUNS else None
        if label and _is_whole(term, words):
            yield Mention(start=start, end=stop, text=term, type=label, score=TERM_SCORE)


def _is_drug(word: str, types: int) -> bool:
    """Whether a word of the lexicon has the end that a drug's generic name has: "adalimumab"."""
    return not types & ~_RECOGNISED and word.isalpha() and word.lower().endswith(_drug_stems())


@cache
def _drug_stems() -> tuple[str, ...]:
    return read_words("drug_stems.txt")


def _term_type(term: str, words: Sequence[str], types: int, wanted: tuple[str, ...]) -> str | None:
    """The type of a term, unless the term is left to the recogniser, where there is one.

    A name of several words is sure whatever its type; a word that may be a gene or chemical too is not, nor is a
    symbol of two or three letters: "IL" is a state, "Ltd." no depression. But a symbol in the plural that may be a
    cell type is one: there is one gene of a name, and many "TILs".
    """
    is_name = len(words) > 1 and sum(word.isalpha() and len(word) > 2 for word in words) > 1
    labels = (*wanted, *ENTITY_TYPES) if is_name else wanted
    label = next((label for label in labels if types & TYPE_BITS[label]), None)
    is_sure = is_name or wanted is not TERM_TYPES or not types & _RECOGNISED
    if label == "CellType":
        is_sure = is_sure or PLURAL_SYMBOL.fullmatch(term) is not None
    elif not is_name and (_is_short_symbol(term) or (label == "Disease" and len(term) < SHORTEST_DISEASE)):
        is_sure = wanted is not TERM_TYPES
    return _own_types().get(term.lower(), label) if is_sure else None


def _is_short_symbol(term: str) -> bool:
    letters = sum(map(str.isalpha, term))
    return letters < SHORTEST_SYMBOL and not (term.isalpha() and term[1:].islower())


@cache
def _own_types() -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows("term_types.tsv")}


def _is_whole(term: str, words: Sequence[str]) -> bool:
    """Whether a term lies within one phrase: looked up without their signs, "d. On" and "L) in" would be terms."""
    if not _ENDS.isdisjoint(words) or "\n" in term:
        return False
    return term.count("(") == term.count(")") and term.count("[") == term.count("]")
