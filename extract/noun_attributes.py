"""What small words beside a noun make of it: "a number of", "immune response", "its binding", "mRNA levels"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.extract.argument import PRE_NOMINAL
from claimgraph.extract.relation_lexicon import relation_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimgraph.extract.sentence_tree import SentenceTree


def is_vague(tree: SentenceTree, noun: int) -> bool:
    """ "A number of cytokines" is no number that changes."""
    return (
        tree.words[noun] in relation_lexicon().words["vague"]
        and not tree.having(noun, "amod")
        and any(tree.words[c] == "a" for c in tree.having(noun, "det"))
    )


def is_defence(tree: SentenceTree, noun: int) -> bool:
    """ "The T-cell response to X" is no activity of X."""
    words = relation_lexicon().words["defence"]
    return any(tree.words[c] in words for c in tree.having(noun, *PRE_NOMINAL))


def is_owned(tree: SentenceTree, noun: int) -> bool:
    """Whether a pronoun tells whose thing it is: "its binding"."""
    possessive = relation_lexicon().words["possessive"]
    return any(tree.words[c] in possessive for c in tree.having(noun, "nmod:poss"))


def is_measured(tree: SentenceTree, name: int) -> bool:
    """Whether a name stands before a noun of what is measured: "X titers"."""
    noun = relation_lexicon().nouns.get(tree.words[tree.heads[name]])
    return noun is not None and noun.role == "aspect" and tree.deps[name] in PRE_NOMINAL


def compound_aspect(tree: SentenceTree, noun: int, at: Sequence[int]) -> str | None:
    """The aspect in "mRNA levels", "phosphorylation status"; `at` gives for each token its mention, or -1."""
    for child in tree.having(noun, "compound"):
        known = relation_lexicon().nouns.get(tree.words[child])
        if known is not None and known.role == "aspect" and at[child] < 0:
            return known.aspect
    return None
