"""Docs and relations made by hand, for tests of the rules that read them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from claimgraph.extract.claim import Mention
from claimgraph.extract.components.relations import Relations
from claimgraph.extract.relation import Relation

_VOCAB = spacy.blank("en").vocab


def make_parsed(*sentences: str) -> Doc:
    """Make a Doc from sentences of `word|tag|distance to head|label`; `_` after a word: no space follows."""
    words, spaces, tags, heads, deps, starts = [], [], [], [], [], []
    for sentence in sentences:
        for place, entry in enumerate(sentence.split(" ")):
            word, tag, distance, dep = entry.rsplit("|", 3)
            spaces.append(not (word.endswith("_") and len(word) > 1))
            words.append(word.removesuffix("_"))
            tags.append(tag)
            heads.append(len(heads) + int(distance))
            deps.append(dep)
            starts.append(place == 0)
    return Doc(_VOCAB, words=words, spaces=spaces, tags=tags, heads=heads, deps=deps, sent_starts=starts)


def make_relation(
    doc: Doc,
    subject: str,
    trigger: str,
    target: str,
    *,
    predicate: str = "decreases",
    negated: bool = False,
    types: tuple[str, str] = ("Chemical", "GeneOrGeneProduct"),
) -> Relation:
    """Make a relation between the first tokens that read so."""
    places = {token.text: token for token in reversed(list(doc))}

    def mention(word: str, kind: str) -> Mention:
        token = places[word]
        return Mention(start=token.idx, end=token.idx + len(token), text=word, type=kind)

    return Relation(
        subject=mention(subject, types[0]),
        object=mention(target, types[1]),
        predicate=predicate,
        triggers=(places[trigger].i,),
        subject_token=places[subject].i,
        object_token=places[target].i,
        negated=negated,
        score=0.9,
        extractor="hand",
    )


def make_mentioned(doc: Doc, types: dict[str, str]) -> Doc:
    """Give a Doc the first place of each text as a mention, and find its relations."""
    found = []
    for text, kind in types.items():
        start = doc.text.index(text)
        found.append(Mention(start=start, end=start + len(text), text=text, type=kind))
    component = Relations()
    doc._.mentions = tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))
    return component(doc)


def said(relation: Relation) -> str:
    words = [relation.subject.text, relation.predicate, relation.aspect or "-", relation.object.text]
    return " ".join(words + ["negated"] * relation.negated)


@pytest.fixture
def parsed() -> Callable[..., Doc]:
    return make_parsed


@pytest.fixture
def relate() -> Callable[..., Relation]:
    return make_relation


@pytest.fixture
def with_mentions() -> Callable[..., Doc]:
    return make_mentioned


@pytest.fixture
def states() -> Callable[..., list[str]]:
    """What is said by the relations of a parse with these mentions (text: type)."""

    def read(parse: str, types: dict[str, str]) -> list[str]:
        return [said(relation) for relation in make_mentioned(make_parsed(parse), types)._.relations]

    return read
