"""Complete the recogniser's mentions by terms of the lexicon and by defined short forms.

- A lexicon term of one of `TERM_TYPES` that no mention overlaps becomes a mention; one that holds a mention of
  its own type takes its place ("regulatory T cells" for "T cells"). So does any term that the document has as a
  mention of that type elsewhere, and any with the end of a drug's generic name.
- So is what looks like the name of a procedure ("biochemotherapy", "adjuvant therapy").
- What is written as nothing but a variant is ("rs113488022", "c.35delG") is one, whatever was found inside.
- A short form has the type of its definition, at every place.
- A gene product or chemical before "inhibitor", or between "anti-" and "antibody", is part of a chemical's name.
- A symbol in the plural that may be a cell type is one ("TILs").
- A disease's symbol beside words that speak of a gene is the gene of that name.
- A cell type begins at the first of the signed markers right before it ("CD4+CD25+ T cells").
- A name with its short form inside ("interleukin (IL)-2") is one mention.
- Words that name nothing in particular ("patients", "cells") are no mentions, nor are verbs ("secrete"), nor is what
  only forms part of a longer name, unless it is a gene product, a chemical, a variant or a cell line of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from spacy.language import Language

from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.cell_markers import with_markers
from claimgraph.extract.chemical_classes import TARGETS, with_chemical_classes
from claimgraph.extract.claim import Mention
from claimgraph.extract.doc_text import text_of
from claimgraph.extract.marked_terms import PLURAL_SYMBOL, TERM_SCORE, TERM_TYPES, marked_terms
from claimgraph.extract.short_forms import short_form_mentions
from claimgraph.extract.token_table import TokenTable, token_table
from claimgraph.extract.variant_names import find_variants
from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.extract.word_list import read_rows, read_words
from claimgraph.models.lexicon import TYPE_BITS
from claimgraph.models.procedure_names import procedure_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from claimgraph.extract.claim import Abbreviation

_REST = re.compile(r"[)\]]-[0-9]+[A-Za-zα-ω]?\b")  # of a name that its own short form interrupts
_SYMBOL = re.compile(r"[A-Z][A-Z0-9]{1,6}")
_BESIDE = 30  # characters before a symbol that are looked at
_CELLS = {"CellType", "CellLine"}
_OWN_PARTS = TARGETS | {"Variant", "CellLine"}


@Language.factory(
    "claimgraph_terms",
    requires=["doc._.mentions", "doc._.lexicon_marks", "doc._.abbreviations"],
    assigns=["doc._.mentions"],
    default_config={"all_types": False},
)
def make_terms(nlp: Language, name: str, all_types: bool) -> Terms:
    """Make the component; `all_types` takes every type from the lexicon, where there is no recogniser."""
    return Terms(ENTITY_TYPES if all_types else TERM_TYPES)


class Terms:
    """Sets `doc._.mentions` to the completed mentions, by start, longer first."""

    def __init__(self, types: tuple[str, ...] = TERM_TYPES) -> None:
        declare_attributes()
        self.types = types
        self.empty = frozenset(read_words("no_mentions.txt"))

    def __call__(self, doc: Doc) -> Doc:
        """Complete one doc's mentions."""
        text = text_of(doc)
        table = token_table(doc)
        marks: list[int] = [0] * len(doc) if doc._.lexicon_marks is None else doc._.lexicon_marks.tolist()
        pairs: tuple[Abbreviation, ...] = doc._.abbreviations
        mentions = [mention for mention in doc._.mentions if mention.text.lower() not in self.empty]
        mentions = list(_with_plural_cells(table, marks, _without_verbs(table, marks, mentions)))
        named = {mention.text: mention.type for mention in mentions}
        terms = (
            term
            for term in marked_terms(text, table, marks, self.types, named)
            if term.text.lower() not in self.empty
        )
        mentions = _with_terms(mentions, terms)
        mentions = _with_terms(mentions, _procedures(text, table))
        mentions = _with_variants(text, mentions)
        mentions = _with_inner_definitions(text, pairs, _with_short_forms(text, pairs, mentions))
        mentions = _with_genes(text, pairs, table, marks, mentions)
        mentions = with_markers(text, with_chemical_classes(text, mentions))
        doc._.mentions = tuple(_without_parts(sorted(mentions, key=lambda m: (m.start, -m.end))))
        return doc


def _without_verbs(table: TokenTable, marks: Sequence[int], mentions: list[Mention]) -> list[Mention]:
    """Leave out verbs ("secrete", "proliferating"): they say what happens to things, and name none.

    A term of the mention's type stays, whatever its tag ("poisoning"), and so does what has a name of its own.
    """
    verbs = {
        (table.starts[i], table.ends[i]): marks[i] >> 1 for i, tag in enumerate(table.tags) if tag[:2] == "VB"
    }
    return [
        mention
        for mention in mentions
        if mention.type in _OWN_PARTS
        or verbs.get((mention.start, mention.end), -1) & TYPE_BITS[mention.type]  # all bits of -1 are set
    ]


def _procedures(text: str, table: TokenTable) -> Iterator[Mention]:
    """What looks like the name of a procedure, whether the lexicon has it or not."""
    words = [text[start:end] for start, end in zip(table.starts, table.ends, strict=True)]
    for first, last in procedure_names(words):
        start, end = table.starts[first], table.ends[last - 1]
        yield Mention(start=start, end=end, text=text[start:end], type="Procedure", score=TERM_SCORE)


def _with_variants(text: str, mentions: list[Mention]) -> list[Mention]:
    """Add what can only be a variant, in the place of what stands inside it and of variants that it crosses.

    Where a variant holds it, or a mention of another type crosses it, all stays as it is.
    """
    for start, end in find_variants(text):
        over = [m for m in mentions if m.start < end and start < m.end]
        outside = [m for m in over if m.start < start or m.end > end]
        holding = [m for m in outside if m.start <= start and m.end >= end]
        if any(m.type == "Variant" for m in holding) or any(
            m.type != "Variant" for m in outside if m not in holding
        ):
            continue
        mentions = [m for m in mentions if m not in over or m in holding]
        score = max((m.score for m in over if m.type == "Variant"), default=TERM_SCORE)
        mentions.append(Mention(start=start, end=end, text=text[start:end], type="Variant", score=score))
    return mentions


def _with_terms(mentions: list[Mention], terms: Iterable[Mention]) -> list[Mention]:
    """Add terms, given left to right, that no mention overlaps, or that hold mentions of their own type only.

    A molecule that begins the name of another, or of a cell type, stays within it; the name of a cell type takes
    the place of a cell line's within it, too.
    """
    waiting = deque(sorted(mentions, key=lambda m: m.start))
    done: list[Mention] = []
    near: list[Mention] = []  # begun before the term's end
    for term in terms:
        while waiting and waiting[0].start < term.end:
            near.append(waiting.popleft())
        done += [m for m in near if m.end <= term.start]
        near = [m for m in near if m.end > term.start]
        if not near:
            done.append(term)
        elif all(term.start <= m.start and m.end <= term.end for m in near):
            score = max(m.score for m in near)
            kept = [m for m in near if m.type != term.type and {m.type, term.type} != _CELLS]
            if all(_is_before_head(m, term) for m in kept):
                done.append(msgspec.structs.replace(term, score=score))
                near = kept
    return [*done, *near, *waiting]


def _is_before_head(mention: Mention, term: Mention) -> bool:
    """Whether a molecule only begins another name: "superoxide" in "superoxide dismutase", "CD4" in "CD4 T cells"."""
    return mention.type in TARGETS and term.type in {*TARGETS, "CellType"} and mention.end < term.end


def _with_short_forms(text: str, pairs: Sequence[Abbreviation], mentions: list[Mention]) -> list[Mention]:
    """Give each short form the type of its definition, as a mention where it is none yet."""
    typed: list[tuple[int, int, Mention]] = []
    for pair in pairs:
        definition = _definition(mentions, pair.long)
        if definition is not None:
            typed.append((*pair.short, definition))
    for place in short_form_mentions(text, pairs):
        definition = _definition(mentions, place.long)
        if definition is not None:
            typed.append((place.start, place.end, definition))
    for start, end, definition in typed:
        overlapping = [m for m in mentions if m.start < end and start < m.end]
        if not overlapping:
            score = definition.score
            mentions.append(
                Mention(start=start, end=end, text=text[start:end], type=definition.type, score=score)
            )
        elif len(overlapping) == 1 and (overlapping[0].start, overlapping[0].end) == (start, end):
            mentions.remove(overlapping[0])
            mentions.append(msgspec.structs.replace(overlapping[0], type=definition.type))
    return mentions


def _with_inner_definitions(
    text: str, pairs: Sequence[Abbreviation], mentions: list[Mention]
) -> list[Mention]:
    """Join what stands around a short form in brackets that goes on behind them: "interleukin (IL)-2"."""
    for pair in pairs:
        rest = _REST.match(text, pair.short[1])
        if rest is None or pair.short[0] < pair.long[1]:
            continue
        start, end = pair.long[0], rest.end()
        inner = [m for m in mentions if start <= m.start and m.end <= end]
        if inner and not any(m.start < end < m.end or m.start < start < m.end for m in mentions):
            label = max(inner, key=lambda m: m.score).type
            mentions = [m for m in mentions if m not in inner]
            score = max(m.score for m in inner)
            mentions.append(Mention(start=start, end=end, text=text[start:end], type=label, score=score))
    return mentions


def _with_genes(
    text: str,
    pairs: Sequence[Abbreviation],
    table: TokenTable,
    marks: Sequence[int],
    mentions: list[Mention],
) -> list[Mention]:
    """Take a disease's symbol for the gene of that name where the words beside it speak of a gene: "VHL binds"."""
    defined = {text[slice(*pair.short)] for pair in pairs}
    found = []
    for mention in mentions:
        if mention.type == "Disease" and mention.text not in defined and _SYMBOL.fullmatch(mention.text):
            types = _lexicon_types(mention, table, marks)
            if types & TYPE_BITS["GeneOrGeneProduct"] and _speaks_of_gene(text, mention.start, mention.end):
                found.append(msgspec.structs.replace(mention, type="GeneOrGeneProduct"))
                continue
        found.append(mention)
    return found


def _with_plural_cells(
    table: TokenTable, marks: Sequence[int], mentions: Iterable[Mention]
) -> Iterator[Mention]:
    """Take a gene's symbol in the plural for the cells of that name, where there are such: "TILs"."""
    for mention in mentions:
        is_plural = mention.type == "GeneOrGeneProduct" and PLURAL_SYMBOL.fullmatch(mention.text)
        if is_plural and _lexicon_types(mention, table, marks) & TYPE_BITS["CellType"]:
            yield msgspec.structs.replace(mention, type="CellType")
        else:
            yield mention


def _lexicon_types(mention: Mention, table: TokenTable, marks: Sequence[int]) -> int:
    """The types that the lexicon's term at a mention's first token can have; 0 if the mention ends within a token."""
    first = bisect_left(table.starts, mention.start)
    is_token = mention.start in table.starts[first : first + 1] and mention.end in table.ends
    return marks[first] >> 1 if is_token else 0


def _speaks_of_gene(text: str, start: int, end: int) -> bool:
    before, after = _gene_contexts()
    return before.search(text[max(0, start - _BESIDE) : start]) is not None or bool(after.match(text, end))


@cache
def _gene_contexts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words: dict[str, list[str]] = {"before": [], "after": []}
    for side, phrase in read_rows("gene_contexts.tsv"):
        words[side].append(re.escape(phrase))
    return (
        re.compile(rf"\b(?:{'|'.join(words['before'])})\s+(?:the\s+)?$", re.IGNORECASE),
        re.compile(rf"\s+(?:{'|'.join(words['after'])})\b", re.IGNORECASE),
    )


def _without_parts(mentions: list[Mention]) -> Iterator[Mention]:
    """Mentions by start, longer first, without those that only form part of a longer name."""
    end = 0
    for mention in mentions:
        if mention.end > end or mention.type in _OWN_PARTS:
            yield mention
        end = max(end, mention.end)


def _definition(mentions: list[Mention], long: tuple[int, int]) -> Mention | None:
    """The mention that a long form is: one that ends with it and begins at it or not far off."""
    for mention in mentions:
        if mention.end == long[1] and abs(mention.start - long[0]) <= (long[1] - long[0]) // 2:
            return mention
    return None
