"""Of what a noun is said: copulas, appositions, "acts as a …", names behind their class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.clauses import ON_NOUN, Clauses
from claimgraph.extract.coordination import examples

if TYPE_CHECKING:
    from claimgraph.extract.argument import Argument
    from claimgraph.extract.arguments import ArgumentFinder


def said_of(finder: ArgumentFinder, clauses: Clauses, noun: int) -> list[Argument]:
    """Of what a noun is said: "X is a …", "X, a …", "X acts as a …", "… X" before a name."""
    tree = finder.tree
    own = tree.having(noun, "nsubj")
    if own:
        if tree.words[own[0]] in finder.lexicon.words["relative"] and tree.deps[noun] in ON_NOUN:
            return finder.of(tree.heads[noun])
        return finder.all(own)
    head, dep = tree.heads[noun], tree.deps[noun]
    if dep == "nsubj" and tree.words[head] in finder.lexicon.words["listing"]:
        return finder.all(clauses.objects(head))
    if dep == "nsubj" and tree.first(head, "cop") is not None and tree.tags[head].startswith("N"):
        return finder.of(head)
    if dep in {"dobj", "xcomp"} and tree.words[head] in finder.lexicon.words["is"]:
        return clauses.subject(head)
    if dep in {"nmod", "advcl", "xcomp"} and tree.preposition(noun) == "as" and head != noun:
        if not tree.is_verb(head):
            return finder.of(head)
        objects = [] if tree.is_passive(head) else finder.all(clauses.objects(head))
        return objects or clauses.subject(head)
    if dep == "appos" and finder.at[head] >= 0:
        return finder.of(head) if tree.tags[noun] == "NNS" else finder.one(head)
    if dep == "compound" and finder.at[head] >= 0 and head > noun:
        return finder.of(head)
    named = [c for c in tree.having(noun, "appos", "dep") if c > noun and finder.at[c] >= 0]
    return finder.all(dict.fromkeys([*named, *examples(tree, noun)]))
