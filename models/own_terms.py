"""A user's own terms: names that the lexicon lacks, means otherwise, or should not know.

A tab-separated file with a first line of column names: `id`, `name`, `type`, and, if there are any, `synonyms` (a bar
between them). Lines that begin with # are passed over.

| id | name | type | what it does |
|---|---|---|---|
| `LAB:7` | `compound 7` | `Chemical` | a concept of one's own |
| `HGNC:6001` | `quell factor` | | one more name of a concept of the lexicon, whose own name and type stand |
| `-` | `impact` | | the names and synonyms mean nothing (as that type, if one is given) |

What a file says goes before what the lexicon says, and of several lines or files the last holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from claimgraph.errors import UnreadableSource
from claimgraph.models.lexicon import CORE, TYPE_BITS, Lexicon, LexiconConcept, Sense
from claimgraph.models.lexicon_terms import ANY_CASE, LOWER, case_of
from claimgraph.models.normalize_term import normalize_term

OWN = "own term"  # kind of the senses that come from a user's file
NO_ID = "-"
_NEEDED = ("id", "name", "type")
_COLUMNS = (*_NEEDED, "synonyms")
_CURIE = re.compile(r"[\w.+-]+:\S+")
_SYMBOL = 5  # letters of a word that is told from an ordinary one by its capitals


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
    rows = [
        (number, [cell.strip() for cell in line.split("\t")])
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if len(rows) < 2:
        raise UnreadableSource("no terms in it, or no first line of column names", path=str(path))
    (number, header), *given = rows
    terms = []
    try:
        _check_header(header)
        for line in given:
            number, cells = line
            terms.append(_term(header, cells))
    except ValueError as error:
        raise UnreadableSource(str(error), path=str(path), line=number) from None
    return tuple(terms)


def _check_header(header: list[str]) -> None:
    missing = [column for column in _NEEDED if column not in header]
    unknown = [column for column in header if column not in _COLUMNS]
    if missing or unknown or len(set(header)) < len(header):
        wrong = (
            f"it lacks {', '.join(missing)}" if missing else f"{', '.join(unknown or header)} is not right"
        )
        raise ValueError(f"the first line has to name the columns {', '.join(_COLUMNS)}; {wrong}")


def _term(header: list[str], cells: list[str]) -> OwnTerm:
    if any(cells[len(header) :]):
        raise ValueError(f"more cells than the first line names columns: {cells[len(header)]!r}")
    row = dict(zip(header, cells, strict=False))
    identifier, name, type_ = (row.get(column, "") for column in _NEEDED)
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
    own: list[OwnTerm] = []
    name = ""
    try:
        for path in paths:
            name = str(path)
            own += read_own_terms(Path(path))
        return ExtendedLexicon(CORE, own)
    except ValueError as error:
        raise UnreadableSource(str(error), path=name) from None


class OnlyOwn:
    """Answers for own terms as a `Lexicon` does for all, as far as marking a text asks."""

    def __init__(self, senses: Mapping[str, Sense], cases: Mapping[str, Collection[int]]) -> None:
        self._senses = senses
        self._cases = cases
        self._starts = {key[:length] for key in senses for length in range(1, len(key) + 1)}

    def sense(self, key: str, text: str | None) -> Sense | None:
        """What a normalised term means to the user; a short symbol counts only if it is written as in the file."""
        if key in self._cases and text is not None and _case(text) not in self._cases[key]:
            return None
        return self._senses.get(key)

    def types(self, key: str, text: str | None = None) -> int:
        """As `Lexicon.types`."""
        own = self.sense(key, text)
        return 0 if own is None else TYPE_BITS[own.concept.type]

    def has_prefix(self, key: str) -> bool:
        """As `Lexicon.has_prefix`."""
        return key in self._starts


class ExtendedLexicon(Lexicon):
    """A lexicon with a user's own terms before its own; raises `ValueError` where lines don't fit together."""

    def __init__(self, folder: Path, own: Iterable[OwnTerm]) -> None:
        super().__init__(folder)
        self.own = tuple(own)
        self._own_concepts: dict[str, LexiconConcept] = {}
        self._stopped: dict[str, int] = {}  # the types as which a term means nothing
        self._senses_by_key: dict[str, Sense] = {}
        cases: dict[str, set[int]] = {}
        for term in self.own:
            if term.id is None:
                self._stop(term)
            else:
                self._add(term, self._concept_of(term), cases)
        self._own_names: dict[str, list[str]] = defaultdict(list)
        for key, sense in self._senses_by_key.items():
            self._own_names[sense.concept.id].append(key)
        self.only_own = OnlyOwn(self._senses_by_key, cases)  # to look for them in a text

    def __reduce__(self) -> tuple[type[ExtendedLexicon], tuple[object, ...]]:
        return (ExtendedLexicon, (self.folder, self.own))

    def _stop(self, term: OwnTerm) -> None:
        mask = TYPE_BITS.get(term.type, -1)  # all bits of -1 are set
        for key in map(normalize_term, term.terms):
            self._stopped[key] = mask | self._stopped.get(key, 0)
            own = self._senses_by_key.get(key)
            if own is not None and TYPE_BITS[own.concept.type] & mask:
                del self._senses_by_key[key]

    def _concept_of(self, term: OwnTerm) -> LexiconConcept:
        """The concept of a line: the lexicon's, one that an earlier line has made, or a new one."""
        known = self.concept(term.id or "")
        if known is None:
            if not (term.name and term.type):
                raise ValueError(f"{term.id} is no concept of the lexicon: it needs a name and a type")
            known = LexiconConcept(term.id or "", term.name, term.type)
            self._own_concepts[known.id] = known
        elif term.type not in {"", known.type}:
            raise ValueError(f"{term.id} is {known.name!r}, of the type {known.type}, not {term.type}")
        return known

    def _add(self, term: OwnTerm, concept: LexiconConcept, cases: dict[str, set[int]]) -> None:
        for text in term.terms:
            key = normalize_term(text)
            self._stopped[key] = self._stopped.get(key, 0) & ~TYPE_BITS[concept.type]
            self._senses_by_key[key] = Sense(concept, OWN, key, exact_case=True, sources=1, score=1.0)
            if text.isalpha() and len(text) <= _SYMBOL and _case(text) not in {ANY_CASE, LOWER}:
                cases.setdefault(key, set()).add(_case(text))
            else:
                cases.pop(key, None)

    def lookup(self, term: str, *, types: Collection[str] | None = None) -> tuple[Sense, ...]:
        """An own term has one meaning, whatever the type."""
        key = normalize_term(term)
        own = self.only_own.sense(key, term)
        if own is not None:
            return (own,)
        stopped = self._stopped.get(key, 0)
        return tuple(
            sense
            for sense in super().lookup(term, types=types)
            if not TYPE_BITS[sense.concept.type] & stopped
        )

    def types(self, key: str, text: str | None = None) -> int:
        """As `Lexicon.types`, with own terms."""
        return self.only_own.types(key, text) or super().types(key, text) & ~self._stopped.get(key, 0)

    def stops(self, key: str, type_: str) -> bool:
        """Whether a normalised term is to mean nothing as that type."""
        return bool(self._stopped.get(key, 0) & TYPE_BITS[type_])

    def names(self, identifier: str) -> tuple[str, ...]:
        """As `Lexicon.names`, with own terms, and without what was stopped or means another concept now."""
        concept = self.concept(identifier)
        if concept is None:
            return ()
        kept = (
            key
            for key in super().names(identifier)
            if key not in self._senses_by_key and not self.stops(key, concept.type)
        )
        return (*self._own_names.get(concept.id, ()), *kept)

    def has_prefix(self, key: str) -> bool:
        """As `Lexicon.has_prefix`, with own terms."""
        return self.only_own.has_prefix(key) or super().has_prefix(key)

    def concept(self, identifier: str) -> LexiconConcept | None:
        """As `Lexicon.concept`, with own concepts."""
        return self._own_concepts.get(identifier) or super().concept(identifier)


def _case(text: str) -> int:
    """How a word is written, in the plural as in the singular: `WBCs` as `WBC`."""
    return case_of(text[:-1] if len(text) > 2 and text[-1] == "s" and text[-2].isupper() else text)
