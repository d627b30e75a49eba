"""The pipeline: its order, other people's pipelines, records in order, and whatever texts there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.corpus.document import Document
from claimgraph.errors import MissingModel
from claimgraph.extract.pipeline import (
    ORDER,
    TRAINED,
    check_output,
    complete,
    extract,
    load,
    read_into,
    record_of,
)
from claimgraph.extract.records import Record
from claimgraph.graphs.build import assemble as assemble_graph

TEXT = "Cisplatin lowers hypotension. IL-2 treats renal cell carcinoma (RCC)."
ODD = {
    "empty": "",
    "white": " \n\t ",
    "word": "IL-2",
    "controls": "IL-2\x01\x02 inhibits\x07 TNF.\x1b[0m",
    "nul": "IL-2\x00 inhibits TNF\x00.",
    "emoji": "IL-2 👍🏽 inhibits 🧬TNF🧬 in melanoma 👨‍👩‍👧.",
    "directions": "IL-2 \u202einhibits\u202c TNF \ufeff.",
    "lines": "\n\n\nIL-2\n\ninhibits\r\nTNF\r",
    "dots": "." * 3000,
    "brackets": "(" * 500 + ")" * 500,
    "one word": "A" * 100_000,
}


def by_hand(doc: Doc) -> Doc:
    """Tags and tree of `TEXT`'s sentences "subject verb …", in place of a trained parser."""
    tags = {"lowers": "VBZ", "treats": "VBZ"}
    heads = [
        next((t.i for t in sentence if t.text in tags), sentence.start)
        for sentence in doc.sents
        for _ in sentence
    ]
    for token in doc:
        token.tag_ = tags.get(token.text, "NN" if token.is_alpha else ".")
    for token, head in zip(doc, heads, strict=True):
        if token.i == head:
            token.dep_ = "ROOT"
        else:
            token.dep_ = "nsubj" if token.i < head else "dobj" if token.i == head + 1 else "dep"
            token.head = doc[head]
    return doc


@Language.component("by_hand")
def make_by_hand(doc: Doc) -> Doc:
    return by_hand(doc)


@pytest.fixture
def foreign() -> Language:
    """A user's own pipeline: English words, an entity ruler, a tree."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "CHEMICAL", "pattern": "Cisplatin"},
            {"label": "ENTITY", "pattern": "renal cell carcinoma"},
            {"label": "ORG", "pattern": "treats"},
        ]
    )
    nlp.add_pipe("by_hand")
    return nlp


def documents(texts: list[str]) -> list[Document]:
    return [Document(id=f"D:{number}", text=text) for number, text in enumerate(texts)]


def encoded(records: Iterator[Record] | list[Record]) -> list[bytes]:
    return [msgspec.json.encode(record) for record in records]


def test_a_foreign_pipeline_gets_every_step_it_lacks_in_order(foreign: Language) -> None:
    own = foreign.pipe_names
    complete(foreign)
    names = [name for name, _ in ORDER if name not in TRAINED]
    assert foreign.pipe_names == [*names[:2], *own, *names[2:]]
    assert foreign.analyze_pipes()["problems"]["claims"] == []
    before = foreign.pipe_names
    complete(foreign)
    assert foreign.pipe_names == before


def test_a_foreign_pipeline_s_entities_become_mentions_beside_the_lexicon_s(foreign: Language) -> None:
    complete(foreign)
    doc = foreign(TEXT)
    found = {(mention.text, mention.type) for mention in doc._.mentions}
    assert {("Cisplatin", "Chemical"), ("renal cell carcinoma", "Disease")} <= found
    names = {text for text, _ in found}
    assert "hypotension" in names
    assert "treats" not in names
    cisplatin = next(mention for mention in doc._.mentions if mention.text == "Cisplatin")
    assert cisplatin.concept is not None
    assert cisplatin.concept.name.lower() == "cisplatin"
    assert ("Cisplatin", "Chemical") in {(entity.text, entity.label_) for entity in doc.ents}


def test_a_foreign_pipeline_claims(foreign: Language) -> None:
    complete(foreign)
    [record] = extract(documents([TEXT]), nlp=foreign)
    claims = [
        (record.entities[claim.subject].text, claim.predicate, record.entities[claim.object].text)
        for claim in record.claims
    ]
    assert ("Cisplatin", "decreases", "hypotension") in claims


def test_a_pipeline_is_loaded_by_its_path(foreign: Language, tmp_path: Path) -> None:
    foreign.to_disk(tmp_path / "mine")
    nlp = load(str(tmp_path / "mine"))
    complete(foreign)
    assert nlp.pipe_names == foreign.pipe_names
    assert nlp(TEXT)._.mentions == foreign(TEXT)._.mentions


@pytest.mark.parametrize("name", ["en_no_such_model", "/no/such/folder", ""])
def test_an_unknown_pipeline_is_missing(name: str) -> None:
    with pytest.raises(MissingModel, match="pipeline"):
        load(name)


def test_records_come_in_the_order_of_the_documents(foreign: Language) -> None:
    complete(foreign)
    texts = [f"Cisplatin lowers fever number {number}." for number in range(70)]
    records = list(extract(iter(documents(texts)), nlp=foreign))
    assert [record.id for record in records] == [f"D:{number}" for number in range(70)]
    assert [record.text for record in records] == texts


def test_sentences_of_a_record_leave_out_white_space(foreign: Language) -> None:
    complete(foreign)
    [record] = extract(documents(["  Cisplatin lowers fever.  \n\n IL-2 treats fever. \n "]), nlp=foreign)
    sentences = [record.text[start:end] for start, end in record.sentences]
    assert sentences == ["Cisplatin lowers fever.", "IL-2 treats fever."]


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_a_foreign_pipeline_reads_any_text(foreign: Language, text: str) -> None:
    complete(foreign)
    [record] = extract(documents([text]), nlp=foreign)
    check(record, text)


def check(record: Record, text: str) -> None:
    assert record.text == text
    assert all(text[entity.start : entity.end] == entity.text for entity in record.entities)
    assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record


@pytest.fixture(scope="module")
def shipped() -> Language:
    return load()


@pytest.mark.model
def test_the_shipped_pipeline_runs_in_order(shipped: Language) -> None:
    assert shipped.pipe_names == [name for name, _ in ORDER if name != "entity_mentions"]
    assert all(not found for found in shipped.analyze_pipes()["problems"].values())


@pytest.mark.model
def test_the_shipped_pipeline_is_found_by_spacy_too(shipped: Language) -> None:
    doc, mine = spacy.load(shipped.path)(TEXT), shipped(TEXT)
    assert [(m.text, m.type, m.concept) for m in doc._.mentions] == [
        (m.text, m.type, m.concept) for m in mine._.mentions
    ]
    assert [claim.key for claim in doc._.claims] == [claim.key for claim in mine._.claims]


@pytest.mark.model
def test_alone_and_in_a_batch_a_document_gives_the_same_bytes(shipped: Language) -> None:
    batch = documents([TEXT, *ODD.values(), TEXT * 20, "Morphine causes hypotension in rats."])
    together = encoded(extract(batch, nlp=shipped))
    alone = [encoded(extract([document], nlp=shipped))[0] for document in batch]
    assert together == alone


@pytest.mark.model
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_the_shipped_pipeline_reads_any_text(shipped: Language, text: str) -> None:
    [record] = extract(documents([text]), nlp=shipped)
    check(record, text)


@pytest.mark.model
def test_a_long_text_is_read_in_time_that_grows_with_it(shipped: Language) -> None:
    filler = "for the whole time that those who took part were asked to come back"
    text = " ".join(f"In trial {number}, IL-2 caused fever, {filler}." for number in range(1000))
    assert len(text) > 100_000
    [record] = extract(documents([text]), nlp=shipped)
    check(record, text)
    assert len(record.sentences) == 1000


@pytest.mark.model
def test_records_outlive_a_memory_zone(shipped: Language) -> None:
    expected = encoded(extract(documents([TEXT]), nlp=shipped))
    records = []
    for _ in range(2):
        with shipped.memory_zone():
            records.append(record_of(shipped(read_into(documents([TEXT])[0], nlp=shipped))))
    assert [encoded([record]) for record in records] == [expected, expected]


def test_only_a_pipeline_is_written_anew(tmp_path: Path) -> None:
    check_output(tmp_path / "none")
    check_output(tmp_path)
    (tmp_path / "README.md").touch()
    check_output(tmp_path)
    (tmp_path / "thesis.txt").touch()
    for place in (tmp_path, tmp_path / "thesis.txt"):
        with pytest.raises(FileExistsError, match="no pipeline"):
            check_output(place)
    for name in ("config.cfg", "meta.json"):
        (tmp_path / name).touch()
    check_output(tmp_path)


@pytest.mark.model
def test_texts_without_a_document_are_documents_of_their_own() -> None:
    nlp = load()
    texts = ("IL-2 caused hypotension.", "Later, IL-2 caused hypotension.")
    claims = [claim for text in (*texts, texts[0]) for claim in nlp(text)._.claims]
    assert len({claim.document for claim in claims}) == 2
    (edge,) = (data for *_, data in assemble_graph(claims).edges(data=True))
    assert (edge["n_claims"], edge["n_documents"]) == (2, 2)
