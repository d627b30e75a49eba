"""Gold trees carried over to claimgraph's tokens."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from claimgraph.errors import TrainingDataError
from claimgraph.extract.components.tokenizer import biomedical_tokenizer
from claimgraph.models.treebank import read_trees, tree_doc

NLP = spacy.blank("en")
TOKENIZER = biomedical_tokenizer(NLP)

# word, tag, head (from 1; 0 is the root), relation; * after a word: no space follows
COMPOUND = """The DT 3 det
dose-dependent JJ 3 amod
effect NN 4 nsubj
rose VBD 0 root
( -LRB- 6 punct
IL-2-based* JJ 3 dep
)* -RRB- 6 punct
. . 4 punct"""
OTHER = """It PRP 2 nsubj
fell VBD 0 root"""


def conllu(*sentences: str, document: str = "D1") -> str:
    blocks = []
    for sentence in sentences:
        rows = []
        for number, line in enumerate(sentence.splitlines(), 1):
            word, tag, head, relation = line.split()
            rest = "SpaceAfter=No" if word.endswith("*") or word == "(" else "_"
            rows.append(
                "\t".join([str(number), word.rstrip("*"), "_", "_", tag, "_", head, relation, "_", rest])
            )
        blocks.append("\n".join(rows) + "\n")
    return f"# newdoc id = {document}\n# text = as it is\n" + "\n".join(blocks)


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "trees.conllu.gz"
    text = conllu(COMPOUND, OTHER) + "\n\n" + conllu(OTHER, document="D2") + "\n"
    path.write_bytes(gzip.compress(text.encode()))
    return path


def doc_of(path: Path, *places: int) -> Doc:
    trees = list(read_trees(path))
    return tree_doc([trees[place] for place in places], vocab=NLP.vocab, tokenizer=TOKENIZER)


def test_trees_know_their_document_and_text(treebank: Path) -> None:
    trees = list(read_trees(treebank))
    assert [(tree.document, tree.text) for tree in trees] == [
        ("D1", "The dose-dependent effect rose (IL-2-based)."),
        ("D1", "It fell"),
        ("D2", "It fell"),
    ]
    assert all(tree.text[word.start : word.end].strip() for tree in trees for word in tree.words)


def test_the_last_piece_of_a_compound_takes_its_place(treebank: Path) -> None:
    doc = doc_of(treebank, 0)
    rows = {token.text: (token.tag_, token.head.text, token.dep_) for token in doc if token.text != "-"}
    assert rows == {
        "The": ("DT", "effect", "det"),
        "dose": ("NN", "dependent", "compound"),
        "dependent": ("JJ", "effect", "amod"),
        "effect": ("NN", "rose", "nsubj"),
        "rose": ("VBD", "rose", "ROOT"),
        "(": ("-LRB-", "based", "punct"),
        "IL-2": ("NN", "based", "compound"),
        "based": ("JJ", "effect", "dep"),
        ")": ("-RRB-", "based", "punct"),
        ".": (".", "rose", "punct"),
    }
    assert [(token.tag_, token.head.text, token.dep_) for token in doc if token.text == "-"] == [
        ("HYPH", "dependent", "punct"),
        ("HYPH", "based", "punct"),
    ]


def test_brackets_inside_a_gold_word_keep_their_tags(tmp_path: Path) -> None:
    path = tmp_path / "trees.conllu.gz"
    path.write_bytes(gzip.compress(conllu("interleukin(IL)2 NN 2 nsubj\nrose VBD 0 root").encode()))
    assert {token.text: token.tag_ for token in doc_of(path, 0) if token.text in "()"} == {
        "(": "-LRB-",
        ")": "-RRB-",
    }


def test_several_sentences_make_one_doc_with_a_root_each(treebank: Path) -> None:
    doc = doc_of(treebank, 0, 1)
    assert [sentence.text for sentence in doc.sents] == [
        "The dose-dependent effect rose (IL-2-based).",
        "It fell",
    ]
    assert [token.text for token in doc if token.dep_ == "ROOT"] == ["rose", "fell"]
    assert doc[-2].head.text == "fell"


@pytest.mark.parametrize(
    "sentence",
    [
        "a DT 2 det\nb NN 3 dep\nc NN 2 dep\nd VB 0 root",  # a circle beside the root
        "a DT 0 root\nb NN 0 root",  # two roots
        "a DT 2 det\nb NN 1 dep",  # no root at all
    ],
)
def test_whatever_the_gold_says_each_sentence_is_one_tree(tmp_path: Path, sentence: str) -> None:
    path = tmp_path / "trees.conllu.gz"
    path.write_bytes(gzip.compress(conllu(sentence).encode()))
    doc = doc_of(path, 0)
    assert len([token for token in doc if token.dep_ == "ROOT"]) == 1
    assert len(list(doc.sents)) == 1
    for token in doc:
        assert token.head.i == token.i or token.head.i not in {child.i for child in token.subtree}


def test_a_damaged_line_is_named_with_its_document(tmp_path: Path) -> None:
    path = tmp_path / "trees.conllu.gz"
    path.write_bytes(gzip.compress(b"# newdoc id = D7\n1\tword\n\n"))
    with pytest.raises(TrainingDataError, match="D7"):
        list(read_trees(path))
