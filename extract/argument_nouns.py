"""Arguments named before a noun: "X levels", "X's role", "its binding", "X-based therapy"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.argument import MOLECULES, PRE_NOMINAL, SETTINGS, Argument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimgraph.extract.arguments import ArgumentFinder

_ATTRIBUTES = SETTINGS | {"BiologicalProcess"}  # whose adjectives name no thing: "metabolic"
_PRONOUN = 0.85  # how far the thing that a pronoun is taken for is trusted


def before_noun(finder: ArgumentFinder, i: int, depth: int = 0) -> list[Argument]:
    """Arguments named before a noun: "X levels", "X's role", "X-based therapy"; the nearest one counts.

    Places do so only where nothing else is named: "IL-6 serum levels" are levels of IL-6.
    """
    settings: list[Argument] = []
    for found in _before(finder, i, depth):
        if not all(finder.mentions[a.mention].type in SETTINGS for a in found):
            return found
        settings = settings or found
    return settings


def _before(finder: ArgumentFinder, i: int, depth: int) -> Iterator[list[Argument]]:
    """What each word before a noun names, the nearest first."""
    tree = finder.tree
    for child in reversed(tree.children[i]):
        if child > i or tree.deps[child] not in PRE_NOMINAL or finder.at[child] == finder.at[i] >= 0:
            continue
        if tree.words[child] in finder.lexicon.words["possessive"]:
            yield _possessor(finder, child, i, depth)
        elif finder.at[child] >= 0:
            if _is_of_another(finder, child, i):
                continue
            if not (
                tree.tags[child].startswith("J") and finder.mentions[finder.at[child]].type in _ATTRIBUTES
            ):
                yield finder.of(child, depth + 1)  # "nuclear translocation" is none of the nucleus
        elif tree.words[child] in finder.lexicon.modifiers["based"]:
            named = finder.modifiers.before_dash(child)
            if named is not None:
                inner = finder.of(named, depth + 1)
                if tree.words[child] not in finder.lexicon.words["whole"] or _are_molecules(finder, inner):
                    yield inner
        elif tree.deps[child] != "amod" and tree.tags[child].startswith("N"):
            inner = finder.one(child, depth + 1)
            if inner:
                yield inner


def _is_of_another(finder: ArgumentFinder, name: int, noun: int) -> bool:
    """Whether a name only says which kind of another noun before the noun is meant: "X tumor suppressor activity"."""
    tree, after = finder.tree, name + 1
    return (
        after < noun
        and tree.tags[after].startswith("N")
        and finder.at[after] < 0
        and _is_own(finder, tree.words[after])
        and not _are_molecules(finder, finder.one(name))
    )


def _is_own(finder: ArgumentFinder, word: str) -> bool:
    noun = finder.lexicon.nouns.get(word)
    return noun is None or noun.role == "own"


def _are_molecules(finder: ArgumentFinder, found: list[Argument]) -> bool:
    return all(finder.mentions[a.mention].type in MOLECULES for a in found)


def _possessor(finder: ArgumentFinder, pronoun: int, noun: int, depth: int) -> list[Argument]:
    """Whose thing "its binding" is: that of the nearest subject before it, or of what it is coordinated with."""
    tree = finder.tree
    token = noun
    while tree.heads[token] != token:
        head, dep = tree.heads[token], tree.deps[token]
        if dep == "conj" and not tree.is_verb(head):
            tokens = [head]
        elif dep in {"nsubj", "nsubjpass"}:
            tokens = []
        else:
            tokens = [c for c in tree.having(head, "nsubj", "nsubjpass") if c < pronoun]
            if tokens and tree.words[tokens[0]] in finder.lexicon.words["relative"]:
                tokens = [tree.heads[head]]
        found = [a for t in tokens for a in finder.of(t, depth + 1)]
        if found:
            one = tree.words[pronoun] == "its"
            if one and len({a.mention for a in found}) > 1:
                return []
            return [Argument(a.mention, a.token, score=a.score * _PRONOUN) for a in found if not a.group]
        token = head
    return []
