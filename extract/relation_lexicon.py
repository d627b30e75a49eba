"""The word lists of relations as look-up tables: triggers with their frames, nouns on the way, modifiers, types."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.extract.word_forms import noun_forms, verb_forms
from claimgraph.extract.word_list import read_rows

SIGNS = {"+": 1, "-": -1}


class Frame(msgspec.Struct, frozen=True):
    """Where a trigger's subject and object stand: alternatives of one place each."""

    subject: tuple[str, ...]
    object: tuple[str, ...]
    name: str


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """A word that states a relation; `result` triggers take the sign of a level ("led to reduced IL-2")."""

    part: str  # v, n, a or p
    relation: str
    frames: tuple[Frame, ...]
    objects: tuple[str, ...]  # places of the object in any of the frames
    aspect: str | None = None
    negated: bool = False
    result: bool = False
    weak: bool = False
    heading: bool = False  # counts only in a title or heading, which has no finite verb
    beside: frozenset[str] = frozenset()  # one of these words must stand before it
    without: frozenset[str] = frozenset()  # none of these may


class PathNoun(msgspec.Struct, frozen=True):
    """A noun that an argument is reached through, and the places where the named thing stands."""

    role: str
    aspect: str | None
    sign: int | None
    places: tuple[str, ...]


class TypeRow(msgspec.Struct, frozen=True):
    """The predicate of a relation between two entity types."""

    subject: frozenset[str]
    object: frozenset[str]
    predicate: str


class RelationLexicon(msgspec.Struct, frozen=True):
    """All word lists, by lower-case form."""

    triggers: dict[str, tuple[Trigger, ...]]
    prepositions: dict[str, tuple[Trigger, ...]]
    nouns: dict[str, PathNoun]
    modifiers: dict[str, dict[str, int]]  # role -> word -> sign (0 where it has none)
    words: dict[str, frozenset[str]]  # role -> words
    types: dict[str, tuple[TypeRow, ...]]
    aspects: dict[str, frozenset[str]]  # aspect -> entity types that have it
    scores: dict[str, float]  # rule -> share of its claims that were right

    def score(self, rule: str) -> float:
        """How far a rule is trusted."""
        return self.scores.get(rule, self.scores["*"])


def _frames(text: str, named: dict[str, tuple[Frame, ...]]) -> tuple[Frame, ...]:
    frames: list[Frame] = []
    for part in text.split():
        if part in named:
            frames.extend(named[part])
        else:
            subject, target = part.split(":")
            frames.append(Frame(tuple(subject.split("/")), tuple(target.split("/")), part))
    return tuple(frames)


def _words_of(flags: str, flag: str) -> frozenset[str]:
    return frozenset(flags.removeprefix(flag).split(",") if flags.startswith(flag) else ())


def _forms(part: str, word: str) -> tuple[str, ...]:
    if part == "v":
        return verb_forms(word)
    return noun_forms(word) if part == "n" else (word.replace("_", " "),)


def _read_triggers() -> tuple[dict[str, tuple[Trigger, ...]], dict[str, tuple[Trigger, ...]]]:
    prepositions: dict[str, list[Trigger]] = {}
    named: dict[str, tuple[Frame, ...]] = {}
    triggers: dict[str, list[Trigger]] = {}
    for row in read_rows("relation_triggers.tsv"):
        if row[0] == "frame":
            named[row[1]] = _frames(row[2], named)
            continue
        part, relation, frames, aspect, flags, words = row
        ways = _frames(frames, named)
        trigger = Trigger(
            part=part,
            relation=relation,
            frames=ways,
            objects=tuple(dict.fromkeys(place for frame in ways for place in frame.object)),
            aspect=None if aspect == "-" else aspect,
            negated="negated" in flags,
            result="result" in flags,
            weak="weak" in flags,
            heading="heading" in flags,
            beside=_words_of(flags, "beside:"),
            without=_words_of(flags, "without:"),
        )
        for word in words.split():
            forms = _forms(part, word)
            for form in dict.fromkeys(forms):
                (prepositions if part == "p" else triggers).setdefault(form, []).append(trigger)
    return (
        {form: tuple(found) for form, found in triggers.items()},
        {form: tuple(found) for form, found in prepositions.items()},
    )


def _read_nouns() -> dict[str, PathNoun]:
    nouns: dict[str, PathNoun] = {}
    for role, value, places, words in read_rows("relation_nouns.tsv"):
        sign = {"loss": -1, "gain": 1}.get(role)
        noun = PathNoun(role, None if value == "-" else value, sign, tuple(places.split("/")))
        for word in words.split():
            for form in noun_forms(word):
                nouns.setdefault(form, noun)
    return nouns


def _read_modifiers() -> dict[str, dict[str, int]]:
    modifiers: dict[str, dict[str, int]] = {}
    for role, sign, words in read_rows("relation_modifiers.tsv"):
        modifiers.setdefault(role, {}).update(dict.fromkeys(words.split(), SIGNS.get(sign, 0)))
    return modifiers


def _read_types() -> tuple[dict[str, tuple[TypeRow, ...]], dict[str, frozenset[str]]]:
    text = (files("claimgraph.extract") / "wordlists" / "relation_types.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    groups: dict[str, list[str]] = data["groups"]

    def members(names: list[str]) -> frozenset[str]:
        return frozenset(kind for name in names for kind in groups.get(name, [name]))

    rows: dict[str, list[TypeRow]] = {}
    for row in data["rows"]:
        subject, target = (members(row.get(place, ENTITY_TYPES)) for place in ("subject", "object"))
        rows.setdefault(row["relation"], []).append(TypeRow(subject, target, row["predicate"]))
    aspects = {aspect: members(names) for aspect, names in data["aspects"].items()}
    return {relation: tuple(found) for relation, found in rows.items()}, aspects


@cache
def relation_lexicon() -> RelationLexicon:
    """Read the word lists, once."""
    words: dict[str, frozenset[str]] = {}
    for role, listed in read_rows("relation_words.tsv"):
        found = frozenset(listed.split("|") if "|" in listed else listed.split())
        words[role] = words.get(role, frozenset()) | found
    triggers, prepositions = _read_triggers()
    types, aspects = _read_types()
    scores = {rule: float(score) for rule, score in read_rows("relation_scores.tsv")}
    return RelationLexicon(
        triggers, prepositions, _read_nouns(), _read_modifiers(), words, types, aspects, scores
    )
