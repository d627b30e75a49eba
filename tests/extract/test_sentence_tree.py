"""The tree of a doc is read anew where the doc has changed, and only there."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from claimgraph.extract.sentence_tree import tree_of

VOCAB = spacy.blank("en").vocab


def parsed(heads: list[int]) -> Doc:
    return Doc(VOCAB, words=["Xarin", "lowers", "fever"], heads=heads, deps=["nsubj", "ROOT", "dobj"])


def test_a_tree_is_held_for_the_next_step() -> None:
    doc = parsed([1, 1, 1])
    tree = tree_of(doc)
    assert tree_of(doc) is tree
    assert tree_of(parsed([1, 1, 1])) is tree  # the same words and arcs
    assert (tree.words, tree.heads, tree.children[1]) == (["xarin", "lowers", "fever"], [1, 1, 1], [0, 2])


def test_a_changed_doc_has_another_tree() -> None:
    doc = parsed([1, 1, 1])
    before = tree_of(doc)
    doc[2].dep_ = "nmod"
    assert (before.deps[2], tree_of(doc).deps[2]) == ("dobj", "nmod")
    assert tree_of(parsed([1, 1, 0])).children[0] == [2]


def test_docs_of_other_lengths_and_vocabularies_have_their_own() -> None:
    tree_of(parsed([1, 1, 1]))
    assert tree_of(Doc(VOCAB, words=["Fever"])).words == ["fever"]
    assert tree_of(Doc(VOCAB)).words == []
    other = Doc(
        spacy.blank("en").vocab, words=["Xarin", "lowers", "fever"], heads=[1, 1, 1], deps=["a", "b", "c"]
    )
    assert tree_of(other).deps == ["a", "b", "c"]
