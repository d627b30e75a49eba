"""Read the GENIA treebank and carry its trees over to claimgraph's tokens.

claimgraph's tokenizer cuts compounds that GENIA keeps whole (`dose-dependent`). The last word of such a compound
takes the head and relation of the whole; the pieces before it hang on it as `compound`, marks as `punct`.
"""

from __future__ import annotations

import gzip
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec
from spacy.tokens import Doc

from claimgraph.errors import TrainingDataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab


_BRACKETS = {"(": "-LRB-", "[": "-LRB-", "{": "-LRB-", ")": "-RRB-", "]": "-RRB-", "}": "-RRB-"}


class Word(msgspec.Struct, frozen=True):
    """A word of a gold tree: its place in the sentence's text, Penn tag, head (position, itself if root)."""

    start: int
    end: int
    tag: str
    head: int
    relation: str


class Tree(msgspec.Struct, frozen=True):
    """A gold sentence: the document it stands in, its text and its words."""

    document: str
    text: str
    words: tuple[Word, ...]


def read_trees(path: Path) -> Iterator[Tree]:
    """Read a gzipped CoNLL-U file; raises TrainingDataError where a line has not ten columns."""
    document = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for filled, block in groupby(lines, key=lambda line: bool(line.strip())):
            if not filled:
                continue
            rows = []
            for line in block:
                if line.startswith("# newdoc id = "):
                    document = line.split(" = ", 1)[1].strip()
                elif not line.startswith("#"):
                    rows.append(line.rstrip("\n").split("\t"))
            if any(len(row) != 10 for row in rows):
                raise TrainingDataError(f"{path}: a sentence of document {document} is not CoNLL-U")
            yield _tree(document, rows)


def _tree(document: str, rows: list[list[str]]) -> Tree:
    text = ""
    words = []
    for position, row in enumerate(rows):
        start = len(text)
        text += row[1]
        head = int(row[6]) - 1
        words.append(Word(start, len(text), row[4], position if head < 0 else head, row[7]))
        if "SpaceAfter=No" not in row[9]:
            text += " "
    return Tree(document, text.rstrip(), tuple(words))


def tree_doc(trees: Iterable[Tree], *, vocab: Vocab, tokenizer: Tokenizer) -> Doc:
    """Put consecutive sentences into one Doc of claimgraph's tokens, with tags, heads and sentence starts."""
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    heads: list[int] = []
    relations: list[str] = []
    for tree in trees:
        sentence = tokenizer(tree.text)
        offset = len(words)
        carried = _carry_over(tree, sentence)
        for token, (tag, head, relation) in zip(sentence, carried, strict=True):
            words.append(token.text)
            spaces.append(bool(token.whitespace_) or token.i == len(sentence) - 1)
            tags.append(tag)
            heads.append(offset + head)
            relations.append(relation)
    return Doc(vocab, words=words, spaces=spaces, tags=tags, heads=heads, deps=relations)


def _carry_over(tree: Tree, sentence: Doc) -> list[tuple[str, int, str]]:
    """Give each token its tag, head position and relation."""
    covered = [  # the gold words that each token touches
        [
            place
            for place, word in enumerate(tree.words)
            if word.start < token.idx + len(token) and token.idx < word.end
        ]
        for token in sentence
    ]
    bearer: dict[int, int] = {}  # gold word -> the token that stands for it: its last with a letter or digit
    for token, touched in zip(sentence, covered, strict=True):
        for i in touched:
            if i not in bearer or any(character.isalnum() for character in token.text):
                bearer[i] = token.i
    carried = []
    for token, touched in zip(sentence, covered, strict=True):
        owned = [i for i in touched if bearer[i] == token.i]
        if not owned:
            is_mark = not any(character.isalnum() for character in token.text)
            tag = _BRACKETS.get(token.text, "HYPH") if is_mark else "NN"
            carried.append((tag, bearer[touched[-1]], "punct" if is_mark else "compound"))
            continue
        # a token over several gold words stands for the one whose head lies outside
        word = tree.words[
            next((i for i in owned if tree.words[i].head == i or tree.words[i].head not in owned), owned[-1])
        ]
        head = bearer[word.head]
        is_root = head == token.i
        carried.append((word.tag, head, "ROOT" if is_root else word.relation))
    return _as_one_tree(carried)


def _as_one_tree(carried: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    """Hang whatever does not lead to the first root on it: spaCy wants one tree a sentence, without circles."""
    root = next((i for i, (_, head, _) in enumerate(carried) if head == i), 0)
    heads = [head for _, head, _ in carried]
    heads[root] = root
    for start in range(len(heads)):
        seen = set()
        i = start
        while i != root and i not in seen:
            seen.add(i)
            i = heads[i]
        if i != root:
            heads[i] = root
    return [
        (tag, head, "ROOT" if i == root else relation if head == old else "dep")
        for i, ((tag, old, relation), head) in enumerate(zip(carried, heads, strict=True))
    ]
