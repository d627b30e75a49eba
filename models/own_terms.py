"""A user's own terms: names that the lexicon lacks, means otherwise, or should not know.

A tab-separated file with a first line of column names: `id`, `name`, `type`, `synonyms` (a bar between them; the
column may be missing). Lines that begin with # are passed over.

| id | name | type | what it does |
|---|---|---|---|
| `LAB:7` | `compound 7` | `Chemical` | a concept of one's own |
| `HGNC:6001` | | | more synonyms for a concept of the lexicon, whose name and type stand |
| `-` | `impact` | | the names and synonyms mean nothing (as that type, if one is given) |

What a file says goes before what the lexicon says, and of several files the last.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from claimgraph.errors import UnreadableSource
from claimgraph.models.lexicon import CORE, TYPE_BITS, Lexicon, LexiconConcept, Sense
from claimgraph.models.normalize_term import normalize_term

OWN = "own term"  # kind of the senses that come from a user's file
NO_ID = "-"
_COLUMNS = ("id", "name", "type")
_CURIE = re.compile(r"[\w.+-]+:\S+")


class OwnTerm(msgspec.Struct, frozen=True):
    """One line: the concept, and all names that it is to have; without an identifier they mean nothing."""

    id: str | None
    name: str
    type: str
    terms: tuple[str, ...]


def read_own_terms(path: Path) -> tuple[OwnTerm, ...]:
    """Read and check a file; raises `UnreadableSource` with the line that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(getattr(error, "strerror", None) or str(error), path=str(path)) from error
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise UnreadableSource("no terms in it", path=str(path))
    rows = csv.reader((line for _, line in lines), delimiter="\t", quoting=csv.QUOTE_NONE)
    header, *given = [[cell.strip() for cell in row] for row in rows]
    missing = [column for column in _COLUMNS if column not in header]
    if missing:
        reason = (
            f"the first line has to name the columns id, name, type, synonyms; it lacks {', '.join(missing)}"
        )
        raise UnreadableSource(reason, path=str(path), line=lines[0][0])
    terms = []
    for (number, _), cells in zip(lines[1:], given, strict=True):
        try:
            terms.append(_term(dict(zip(header, cells, strict=False))))
        except ValueError as error:
            raise UnreadableSource(str(error), path=str(path), line=number) from None
    return tuple(terms)


def _term(row: dict[str, str]) -> OwnTerm:
    identifier, name, type_ = (row.get(column, "") for column in _COLUMNS)
    names = [one.strip() for one in (name, *row.get("synonyms", "").split("|"))]
    names = list(dict.fromkeys(one for one in names if one))
    if type_ and type_ not in TYPE_BITS:
        raise ValueError(f"no entity type {type_!r}; there are {', '.join(TYPE_BITS)}")
    if identifier != NO_ID and not _CURIE.fullmatch(identifier):
        raise ValueError(f"the identifier {identifier!r} is no CURIE (LAB:7), and not {NO_ID}")
    if not names:
        raise ValueError("neither name nor synonyms")
    empty = [one for one in names if not normalize_term(one)]
    if empty:
        raise ValueError(f"{empty[0]!r} holds no letter or digit")
    return OwnTerm(None if identifier == NO_ID else identifier, name, type_, tuple(names))


def extended_lexicon(paths: Iterable[str | Path]) -> ExtendedLexicon:
    """The shipped lexicon with the terms of these files; raises `UnreadableSource` where one is wrong."""
    lexicon = ExtendedLexicon(CORE, ())
    for path in paths:
        try:
            lexicon = ExtendedLexicon(CORE, [*lexicon.own, *read_own_terms(Path(path))])
        except ValueError as error:
            raise UnreadableSource(str(error), path=str(path)) from None
    return lexicon


class OnlyOwn:
    """Answers for own terms as a `Lexicon` does for all, as far as marking a text asks."""

    def __init__(self, senses: Mapping[str, Sense], starts: Collection[str]) -> None:
        self._senses = senses
        self._starts = starts

    def types(self, key: str, text: str | None = None) -> int:
        """As `Lexicon.types`; an own term counts however it is written."""
        own = self._senses.get(key)
        return 0 if own is None else TYPE_BITS[own.concept.type]

    def has_prefix(self, key: str) -> bool:
        """As `Lexicon.has_prefix`."""
        return key in self._starts


class ExtendedLexicon(Lexicon):
    """A lexicon with a user's own terms before its own; raises `ValueError` for a new concept without name or type."""

    def __init__(self, folder: Path, own: Iterable[OwnTerm]) -> None:
        super().__init__(folder)
        self.own = tuple(own)
        self._own_concepts: dict[str, LexiconConcept] = {}
        self._own_senses: dict[str, Sense] = {}
        self._stopped: dict[str, int] = {}  # the types as which a term means nothing
        for term in self.own:
            self._add(term)
        starts = {key[:length] for key in self._own_senses for length in range(1, len(key) + 1)}
        self.only_own = OnlyOwn(self._own_senses, starts)  # to look for them in a text

    def __reduce__(self) -> tuple[type[ExtendedLexicon], tuple[object, ...]]:
        return (ExtendedLexicon, (self.folder, self.own))

    def _add(self, term: OwnTerm) -> None:
        keys = [(normalize_term(one), one) for one in term.terms]
        if term.id is None:
            for key, _ in keys:
                self._own_senses.pop(key, None)
                self._stopped[key] = TYPE_BITS.get(term.type, -1) | self._stopped.get(key, 0)
            return
        known = super().concept(term.id)
        if known is None and not (term.name and term.type):
            raise ValueError(f"{term.id} is no concept of the lexicon: it needs a name and a type")
        concept = LexiconConcept(
            term.id if known is None else known.id,
            term.name or (known.name if known else ""),
            term.type or (known.type if known else ""),
            known.xrefs if known else (),
            known.orthologs if known else (),
        )
        self._own_concepts[concept.id] = concept
        for key, _ in keys:
            self._stopped.pop(key, None)
            self._own_senses[key] = Sense(concept, OWN, key, exact_case=True, sources=1, score=1.0)

    def lookup(self, term: str, *, types: Collection[str] | None = None) -> tuple[Sense, ...]:
        """An own term has one meaning, whatever the type."""
        key = normalize_term(term)
        own = self._own_senses.get(key)
        if own is not None:
            return (own,)
        stopped = self._stopped.get(key, 0)
        return tuple(
            sense
            for sense in super().lookup(term, types=types)
            if not TYPE_BITS[sense.concept.type] & stopped
        )

    def types(self, key: str, text: str | None = None) -> int:
        """As `Lexicon.types`; an own term counts however it is written."""
        return self.only_own.types(key) or super().types(key, text) & ~self._stopped.get(key, 0)

    def stops(self, key: str, type_: str) -> bool:
        """Whether a normalised term is to mean nothing as that type."""
        return bool(self._stopped.get(key, 0) & TYPE_BITS[type_])

    def names(self, identifier: str) -> tuple[str, ...]:
        """As `Lexicon.names`, with own terms."""
        own = (key for key, sense in self._own_senses.items() if sense.concept.id == identifier)
        return (*own, *super().names(identifier))

    def has_prefix(self, key: str) -> bool:
        """As `Lexicon.has_prefix`, with own terms."""
        return self.only_own.has_prefix(key) or super().has_prefix(key)

    def concept(self, identifier: str) -> LexiconConcept | None:
        """As `Lexicon.concept`, with own concepts."""
        known = super().concept(identifier)
        return self._own_concepts.get(identifier if known is None else known.id, known)
