"""Corpora as training documents: which labels they teach, and where they are cut."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from small_corpora import record, write_part
from spacy.tokens import Doc

from claimgraph.errors import TrainingDataError
from claimgraph.extract.components.tokenizer import biomedical_tokenizer
from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.models.gold import (
    CHUNK_TOKENS,
    GoldCorpus,
    GoldPlan,
    corpus_docs,
    gold_docs,
    held_out,
    read_documents,
    read_plan,
    title_key,
    title_keys,
)

TOKENIZER = biomedical_tokenizer(spacy.blank("en"))
CORPUS = GoldCorpus(
    types={"drug": ("Chemical", "tiny:drug"), "beast": ("Organism",), "illness": ("Disease",)},
    skip=frozenset({"X:0"}),
)
PERSONS = frozenset({"patients"})


def docs_of(item: dict[str, Any], corpus: GoldCorpus = CORPUS) -> list[Doc]:
    return list(gold_docs(item, corpus, persons=PERSONS, tokenizer=TOKENIZER))


def spans(doc: Doc) -> dict[str, list[str]]:
    return {label: [span.text for span in group] for label, group in doc.spans.items()}


def test_every_label_that_the_corpus_teaches_is_marked_and_no_other() -> None:
    item = record(
        "1", "Aspirin in mice and IL-2.", [("Aspirin", "drug"), ("mice", "beast"), ("IL-2", "gene")]
    )
    [doc] = docs_of(item)
    assert spans(doc) == {
        "Chemical": ["Aspirin"],
        "tiny:drug": ["Aspirin"],
        "Organism": ["mice"],
        "Disease": [],
    }


def test_too_general_concepts_and_persons_are_no_mentions_of_our_types() -> None:
    text = "Patients took drugs. The patients, not mice, had fever."
    marked = [("drugs", "drug", "X:0"), ("patients", "beast"), ("mice", "beast"), ("fever", "illness", "X:1")]
    [doc] = docs_of(record("1", text, marked))
    assert spans(doc) == {"Chemical": [], "tiny:drug": ["drugs"], "Organism": ["mice"], "Disease": ["fever"]}


def test_a_mention_inside_a_token_takes_the_token() -> None:
    [doc] = docs_of(record("1", "The antiIL2 serum.", [("IL2", "drug")]))
    assert spans(doc)["Chemical"] == ["antiIL2"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["aspirin", "of the.", "a.b", ".", "x", "\n"]), min_size=500, max_size=600))
def test_cuts_lose_no_token_and_split_no_mention(words: list[str]) -> None:
    text = " ".join(words)
    entities = []
    place = 0
    for number, word in enumerate(words):
        if number % 7 == 0:  # a mention of two words, with ends of sentences inside
            two = " ".join(words[number : number + 2])
            entities.append({"start": place, "end": place + len(two), "text": two, "type": "drug"})
        place += len(word) + 1
    whole = TOKENIZER(text)
    parts = docs_of({"id": "1", "text": text, "entities": entities})
    assert [token.text for part in parts for token in part] == [token.text for token in whole]
    assert sum(len(part.spans["Chemical"]) for part in parts) == len(entities)
    assert all(len(part) >= CHUNK_TOKENS and part[-1].text in {".", "\n"} for part in parts[:-1])


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    train = [record(str(number), f"Text {number} on aspirin.", [("aspirin", "drug")]) for number in range(3)]
    plain = [record(f"p{number}", f"Plain text {number}.") for number in range(200)]
    write_part(tmp_path, "tiny", "train", train + plain)
    write_part(tmp_path, "tiny", "dev", train[:1] + plain[:5])
    overlaps = [
        [{"corpus": "tiny", "id": "1", "split": "train"}, {"corpus": "other", "id": "9", "split": "test"}],
        [{"corpus": "tiny", "id": "2", "split": "train"}, {"corpus": "other", "id": "8", "split": "train"}],
    ]
    lines = "".join(json.dumps(group) + "\n" for group in overlaps)
    (tmp_path / "ner" / "overlaps.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def ids(corpora: Path, part: str, *, max_plain: float = 1.0, held: frozenset[str] = frozenset()) -> list[str]:
    corpus = GoldCorpus(types=CORPUS.types, max_plain=max_plain)
    plan = GoldPlan({"tiny": corpus}, PERSONS)
    found = corpus_docs(corpora, "tiny", part, plan=plan, tokenizer=TOKENIZER, held=held)
    return [document for document, _ in found]


def test_copies_of_scored_texts_are_held_out_of_training(corpora: Path) -> None:
    assert held_out(corpora) == {("tiny", "1")}
    assert "1" not in ids(corpora, "train")
    assert {"0", "2"} < set(ids(corpora, "train"))
    key = title_key("text 2: ON ASPIRIN")
    assert "2" not in ids(corpora, "train", held=frozenset({key}))


def test_a_share_of_plain_documents_is_kept_in_training_only(corpora: Path) -> None:
    kept = ids(corpora, "train", max_plain=0.2)
    assert {"0", "2"} < set(kept)
    assert 20 <= len(kept) <= 60
    assert kept == ids(corpora, "train", max_plain=0.2)
    assert len(ids(corpora, "dev", max_plain=0.0)) == 6


def test_title_keys_see_through_layout(corpora: Path) -> None:
    assert title_key("IL-2 (in vivo).\nAbstract") == title_key("IL2 in VIVO abstract")
    assert len(title_key("word " * 100)) == 60
    assert title_keys(corpora, "tiny", "dev") >= {"text0onaspirin", "plaintext4"}


def test_a_missing_corpus_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="CLAIMGRAPH_SHARED"):
        next(read_documents(tmp_path, "tiny", "train"))


def test_the_plan_s_labels_are_entity_types_or_a_corpus_s_own() -> None:
    plan = read_plan()
    for name, corpus in plan.corpora.items():
        assert all(label in ENTITY_TYPES or label.startswith(f"{name}:") for label in corpus.labels)
        assert 0 <= corpus.max_plain <= 1 <= corpus.repeat
    assert {"patients", "women"} <= plan.persons
