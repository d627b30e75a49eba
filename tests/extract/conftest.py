"""Docs and relations made by hand, for tests of the rules that read them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from claimgraph.extract.claim import Mention
from claimgraph.extract.relation import Relation

_VOCAB = spacy.blank("en").vocab


def make_parsed(*sentences: str) -> Doc:
    """Make a Doc from sentences of `word|tag|distance to head|label`; `_` after a word: no space follows."""
    words, spaces, tags, heads, deps, starts = [], [], [], [], [], []
    for sentence in sentences:
        for place, entry in enumerate(sentence.split()):
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


@pytest.fixture
def parsed() -> Callable[..., Doc]:
    return make_parsed


@pytest.fixture
def relate() -> Callable[..., Relation]:
    return make_relation
