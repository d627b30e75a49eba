"""Look terms and identifiers up in the compiled lexicon; its files are mapped, not read."""

from __future__ import annotations

import json
import mmap
import zlib
from bisect import bisect_right
from collections.abc import Collection
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import marisa_trie
import msgspec
import numpy

from claimgraph.errors import MissingModel
from claimgraph.models import lexicon_layout as layout
from claimgraph.models.lexicon_terms import ANY_CASE, CAPITAL, KINDS, LOWER, MIXED, TYPES, UPPER, case_of
from claimgraph.models.normalize_term import normalize_term
from claimgraph.models.orthologues import is_rodent

if TYPE_CHECKING:
    from numpy.typing import NDArray

CORE = Path(__file__).parent / "lexicon" / "core"

TYPE_BITS: dict[str, int] = {type_: 1 << place for place, type_ in enumerate(TYPES)}
_KIND_SCORES = (1.0, 0.94, 0.86, 0.72, 0.66)  # as KINDS; chosen on the training parts of the corpora
_SOURCE_BONUS = 0.015  # for each further source that has the term
_CASE_BONUS = 0.03
_CASE_PENALTY = 0.06
_WORD_PENALTY = 0.5  # an ordinary word that is not written as the symbol is
_PREFIX_PENALTY = {"MGI": 0.05, "RGD": 0.07, "MESH": 0.02, "CVCL": 0.01}
_HUMAN_LEAD = 0.01
_HELD_BLOCKS = 1 << 11
_HELD_CONCEPTS = 1 << 14
_HELD_LOOKUPS = 1 << 15
_HELD_NAMES = 1 << 12
_HELD_BEGINNINGS = 1 << 6
_SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")


class LexiconConcept(msgspec.Struct, frozen=True):
    """One concept: primary CURIE, preferred name, entity type, equivalent ids, orthologous genes."""

    id: str
    name: str
    type: str
    xrefs: tuple[str, ...] = ()
    orthologs: tuple[str, ...] = ()


class Sense(msgspec.Struct, frozen=True):
    """One concept that a term can mean, how a source uses the term for it, and how well it fits (0 to 1)."""

    concept: LexiconConcept
    kind: str  # one of lexicon_terms.KINDS
    term: str  # the normalised term that matched
    exact_case: bool  # written as a source writes it (always true for terms of several words)
    sources: int  # how many sources have the term, up to 4
    score: float


class Lexicon:
    """A compiled lexicon, opened on its folder; safe to share between threads and to open once a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        meta = json.loads((folder / layout.META).read_text(encoding="utf-8"))
        if meta["version"] != layout.VERSION or tuple(meta["types"]) != TYPES:
            raise MissingModel(f"{folder}: compiled for another version of claimgraph; compile it again")
        self.counts: dict[str, int] = meta["counts"]
        self.tier: str = meta["tier"]
        self._trie = marisa_trie.Trie().mmap(str(folder / layout.TERMS))
        self._xrefs = marisa_trie.Trie().mmap(str(folder / layout.XREFS))
        self._senses = _map(folder / layout.SENSES).cast("I")
        self._more = _map(folder / layout.MORE_SENSES).cast("I")
        self._types = _map(folder / layout.CONCEPT_TYPES)
        self._xref_concepts = _map(folder / layout.XREF_CONCEPTS).cast("I")
        self._blocks = _map(folder / layout.BLOCKS).cast("I")
        self._packed = _map(folder / layout.CONCEPTS)
        self._block_ids = (folder / layout.BLOCK_IDS).read_text(encoding="utf-8").split("\n")[:-1]
        # Caches of this object alone: a cache on the class would keep every opened lexicon alive.
        self._block = lru_cache(maxsize=_HELD_BLOCKS)(self._read_block)
        self._concept = lru_cache(maxsize=_HELD_CONCEPTS)(self._read_concept)
        self._number = lru_cache(maxsize=_HELD_CONCEPTS)(self._find_number)
        self._ranked = lru_cache(maxsize=_HELD_LOOKUPS)(self._rank)
        self._names = lru_cache(maxsize=_HELD_NAMES)(self._read_names)
        self._terms_from = lru_cache(maxsize=_HELD_BEGINNINGS)(self._read_terms)

    @classmethod
    def open(cls, folder: Path | None = None) -> Lexicon:
        """The lexicon in that folder, by default the core that ships; MissingModel if there is none."""
        folder = CORE if folder is None else folder
        if not (folder / layout.META).is_file():
            raise MissingModel(f"no compiled lexicon in {folder}; `claimgraph lexicon build` makes one")
        return cls(folder)

    def __len__(self) -> int:
        return self.counts["terms"]

    def __reduce__(self) -> tuple[type[Lexicon], tuple[object, ...]]:
        return (Lexicon, (self.folder,))

    def lookup(self, term: str, *, types: Collection[str] | None = None) -> tuple[Sense, ...]:
        """What a term can mean, best first; `types` keeps only senses of those entity types."""
        senses = self._ranked(term)
        if types is None:
            return senses
        return tuple(sense for sense in senses if sense.concept.type in types)

    def types(self, key: str, text: str | None = None) -> int:
        """The entity types that a normalised term can have, one bit each (`TYPE_BITS`); 0 if it is no term.

        A symbol that is spelt like an ordinary word (WAS, CAT) counts only if `text`, the term as it
        stands in the document, is given and written as the symbol is.
        """
        place = self._trie.get(key, -1)
        if place < 0:
            return 0
        mask = 0
        types = self._types
        written = None
        for sense in self._packed_senses(place):
            if sense & layout.STRICT:
                if text is None:
                    continue
                if written is None:
                    written = _flag(text)
                if not sense >> 24 & written & 0b1111:
                    continue
            mask |= 1 << types[sense & layout.CONCEPT_MASK]
        return mask

    def names(self, identifier: str) -> tuple[str, ...]:
        """The normalised terms that can mean the concept of a CURIE, in no order that tells anything."""
        number = self._number(identifier)
        return () if number is None else self._names(number)

    def parents(self, identifier: str) -> tuple[str, ...]:
        """The concepts that the concept of a CURIE is a kind of, and the families or complexes it belongs to."""
        number = self._number(identifier)
        if number is None:
            return ()
        own, _, _, _, parents, _ = self._fields(number)
        prefix = own[: own.index(":") + 1]
        return tuple(parent if ":" in parent else prefix + parent for parent in parents.split())

    def ancestors(self, identifier: str) -> tuple[str, ...]:
        """The parents of a concept, their parents and so on, the nearest first.

        Where concepts were merged, vocabularies may each have the one above the other: a concept is never its own.
        """
        found: dict[str, None] = {}
        nearest = self.parents(identifier)
        while nearest:
            found.update(dict.fromkeys(nearest))
            above = (parent for one in nearest for parent in self.parents(one))
            nearest = tuple(parent for parent in dict.fromkeys(above) if parent not in found)
        own = self.concept(identifier)
        return tuple(one for one in found if own is None or one != own.id)

    def members(self, identifier: str) -> tuple[str, ...]:
        """The genes, families and complexes that a family or complex of genes holds; empty for all else."""
        number = self._number(identifier)
        return () if number is None else tuple(self._fields(number)[5].split())

    def has_prefix(self, key: str) -> bool:
        """Whether any normalised term begins like this."""
        return next(self._trie.iterkeys(key), None) is not None

    def stops(self, key: str, type_: str) -> bool:
        """Whether a normalised term is to mean nothing as that type; a user's own terms may say so."""
        return False

    def terms_from(self, beginning: str) -> tuple[str, ...]:
        """The normalised terms that begin like this, in the order of their letters."""
        return self._terms_from(beginning)

    def concept(self, identifier: str) -> LexiconConcept | None:
        """The concept of a CURIE: its own (`MONDO:0005105`) or an equivalent one (`MESH:D008545`)."""
        number = self._number(identifier)
        return None if number is None else self._concept(number)

    def forward(self, identifier: str) -> str:
        """The identifier of the concept that one of its identifiers names; any other stays as it is."""
        concept = self.concept(identifier)
        return identifier if concept is None else concept.id

    def _read_terms(self, beginning: str) -> tuple[str, ...]:
        return tuple(self._trie.iterkeys(beginning))

    def _find_number(self, identifier: str) -> int | None:
        block = bisect_right(self._block_ids, identifier) - 1
        if block >= 0:
            lines = self._block(block)
            place = lines.find(f"\n{identifier}\t")
            if place >= 0:
                return block * layout.BLOCK + lines.count("\n", 0, place)
        place = self._xrefs.get(identifier, -1)
        return self._xref_concepts[place] if place >= 0 else None

    def _read_concept(self, number: int) -> LexiconConcept:
        identifier, name, xrefs, orthologs, _, _ = self._fields(number)
        type_ = TYPES[self._types[number]]
        return LexiconConcept(identifier, name, type_, tuple(xrefs.split()), tuple(orthologs.split()))

    def _fields(self, number: int) -> list[str]:
        """Id, name, other ids, orthologs, parents, members of a concept, as they stand in its line."""
        block, place = divmod(number, layout.BLOCK)
        return self._block(block).split("\n", place + 2)[place + 1].split("\t")

    def _read_block(self, block: int) -> str:
        """The lines of a block, each behind a line break: few of its concepts are ever asked for."""
        packed = self._packed[self._blocks[block] : self._blocks[block + 1]]
        return "\n" + zlib.decompress(packed).decode("utf-8")

    def _read_names(self, number: int) -> tuple[str, ...]:
        concepts, terms = self._by_concept
        first, after = (concepts.searchsorted(numpy.uint32(number), side) for side in _SIDES)
        return tuple(self._trie.restore_key(term) for term in terms[first:after].tolist())

    @cached_property
    def _by_concept(self) -> tuple[NDArray[numpy.uint32], NDArray[numpy.uint32]]:
        """Concepts, sorted, and beside each a term that can mean it."""
        senses, more = (numpy.frombuffer(part, dtype="<u4") for part in (self._senses, self._more))
        alone = numpy.flatnonzero(senses & layout.MORE == 0)
        lists = numpy.flatnonzero(senses & layout.MORE)
        starts = senses[lists] & ~numpy.uint32(layout.MORE)
        order = numpy.argsort(starts)
        lists, starts = lists[order], starts[order]
        owners = numpy.repeat(lists, numpy.diff(starts, append=len(more)))  # the lists fill the file
        within = numpy.ones(len(more), dtype="bool")
        within[starts] = False  # there stands the length of a list
        terms = numpy.concatenate((alone, owners[within])).astype("uint32")
        concepts = numpy.concatenate((senses[alone], more[within])) & numpy.uint32(layout.CONCEPT_MASK)
        order = numpy.argsort(
            concepts.astype("uint16"), kind="stable"
        )  # by halves: numpy is quick at 16 bits
        order = order[numpy.argsort((concepts[order] >> 16).astype("uint16"), kind="stable")]
        return concepts[order], terms[order]

    def _packed_senses(self, place: int) -> Collection[int]:
        sense = self._senses[place]
        if not sense & layout.MORE:
            return (sense,)
        start = sense & ~layout.MORE
        return self._more[start + 1 : start + 1 + self._more[start]]

    def _rank(self, term: str) -> tuple[Sense, ...]:
        key = normalize_term(term)
        place = self._trie.get(key, -1)
        if place < 0:
            return ()
        senses = _lift_human([self._sense(term, key, packed) for packed in self._packed_senses(place)])
        senses.sort(key=lambda sense: (-sense.score, _age(sense.concept.id)))
        return tuple(senses)

    def _sense(self, term: str, key: str, packed: int) -> Sense:
        number, kind, cases, sources, strict = layout.unpack_sense(packed)
        concept = self._concept(number)
        exact = not cases or bool(cases & _flag(term))
        score = _KIND_SCORES[kind] - _PREFIX_PENALTY.get(concept.id.partition(":")[0], 0.0)
        score += _SOURCE_BONUS * (sources - 1)
        if cases:
            score += _CASE_BONUS if exact else -_CASE_PENALTY
        if strict and not exact:
            score -= _WORD_PENALTY
        return Sense(concept, KINDS[kind], key, exact, sources, round(min(max(score, 0.0), 1.1) / 1.1, 4))


def _lift_human(senses: list[Sense]) -> list[Sense]:
    """Let a human gene score no less than the rodent ortholog that the term fits better.

    Orthologs share their names, and only the document's species tells which of them is meant.
    """
    best: dict[str, float] = {}
    for sense in senses:
        if is_rodent(sense.concept.id):
            for ortholog in sense.concept.orthologs:
                best[ortholog] = max(best.get(ortholog, 0.0), min(sense.score + _HUMAN_LEAD, 1.0))
    return [
        msgspec.structs.replace(sense, score=best[sense.concept.id])
        if best.get(sense.concept.id, 0.0) > sense.score
        else sense
        for sense in senses
    ]


def _flag(text: str) -> int:
    """How a term in a text is written, as the flags of a packed sense."""
    if len(text) > 2 and text[-1] == "s" and text[-2].isupper():
        text = text[:-1]  # the plural of a symbol; "As" and "Is" are words
    return _FLAGS[case_of(text)]


_FLAGS = {ANY_CASE: 0b1111, LOWER: 0b0001, UPPER: 0b0010, CAPITAL: 0b0100, MIXED: 0b1000}


def _age(identifier: str) -> tuple[int, str]:
    """Order among equals: the shorter, then smaller id, which is mostly the older and commoner concept."""
    return (len(identifier), identifier)


def _map(path: Path) -> memoryview:
    with path.open("rb") as stream:
        return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
