"""Records on disk: round trips, determinism, and what the checks catch."""

from __future__ import annotations

import json
from importlib.resources import files

import msgspec
import pytest
from claim_samples import claim_in, mention_at, record_of, records, review, trial, with_numbers
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.corpus.document import Document
from claimgraph.errors import InvalidRecord
from claimgraph.extract import vocabulary
from claimgraph.extract.claim import Concept
from claimgraph.extract.record_check import check_record, record_schema
from claimgraph.extract.records import (
    ContextRecord,
    Record,
    claims_of,
    decode_record,
    encode_record,
    to_record,
)


@given(records())
def test_a_record_comes_back_from_its_line_as_it_was(record: Record) -> None:
    line = encode_record(record)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert decode_record(line) == record
    assert encode_record(decode_record(line)) == line


@given(records())
def test_made_records_are_sound_and_keep_their_claims(record: Record) -> None:
    assert check_record(record) == []
    claims = list(claims_of(record))
    document = Document(id=record.id, text=record.text, source=record.source)
    again = to_record(document, sentences=record.sentences, claims=claims)
    assert again == record
    for claim in claims:
        for piece in (claim.subject, claim.object, claim.evidence, *claim.cues):
            assert record.text[piece.start : piece.end] == piece.text


@given(records(), st.randoms())
def test_the_order_in_which_things_were_found_does_not_matter(record: Record, random: object) -> None:
    claims = list(claims_of(record))
    random.shuffle(claims)  # type: ignore[attr-defined]
    document = Document(id=record.id, text=record.text, source=record.source)
    again = to_record(document, sentences=reversed(record.sentences), claims=[*claims, *claims])
    assert encode_record(again) == encode_record(record)


def test_numbers_stand_on_disk_where_there_are_any_and_come_back() -> None:
    record = with_numbers()
    assert check_record(record) == []
    (said,) = json.loads(encode_record(record))["claims"][0]["context"]
    assert said["statistic"] == {
        "measure": "hazard_ratio",
        "value": 0.72,
        "low": 0.6,
        "high": 0.9,
        "level": 95.0,
    }
    (claim,) = claims_of(decode_record(encode_record(record)))
    assert claim.context[0].statistic.low == 0.6
    assert b"statistic" not in encode_record(trial())


def test_numbers_of_a_dose_and_an_unknown_measure_are_faults() -> None:
    record = with_numbers()
    (claim,) = record.claims
    (said,) = claim.context
    for change, fault in (
        ({"role": "dose"}, "a dose has no numbers"),
        (
            {"statistic": msgspec.structs.replace(said.statistic, measure="luck")},
            "'luck' is not in the vocabulary",
        ),
    ):
        changed = msgspec.structs.replace(claim, context=(msgspec.structs.replace(said, **change),))
        (found,) = check_record(msgspec.structs.replace(record, claims=(changed,)))
        assert fault in found


def test_on_disk_a_claim_points_into_entities() -> None:
    plain = json.loads(encode_record(trial()))
    claim = plain["claims"][0]
    assert plain["entities"][claim["subject"]]["id"] == "HGNC:6001"
    assert plain["entities"][claim["object"]]["name"] == "melanoma"
    assert claim["direction"] is None
    assert claim["cues"] == [{"role": "trigger", "start": 16, "end": 18, "text": "We"}]
    helped = next(c for c in plain["claims"] if c["predicate"] == "decreases")
    assert plain["entities"][helped["context"][0]["entity"]]["text"] == "melanoma"
    assert plain["entities"][helped["subject"]]["id"] is None
    assert plain["abbreviations"][0]["short"]["text"] == "Tregs"
    assert not any("concept_type" in entity for entity in plain["entities"])


def test_of_claims_with_one_key_the_surest_stays() -> None:
    claims = list(claims_of(trial()))
    unsure = msgspec.structs.replace(claims[0], score=0.1)
    document = Document(id="PMID:1", text=trial().text)
    record = to_record(document, claims=[unsure, *claims])
    assert {c.key: c.score for c in claims_of(record)} == {c.key: c.score for c in claims}


def test_a_concept_of_another_type_than_its_mention_is_kept() -> None:
    document = Document(id="d", text="IL-2 causes hypotension")
    claim = claim_in(document, document.text, "IL-2", "causes", "hypotension")
    other = msgspec.structs.replace(claim.object, concept=Concept("HP:0002615", "Hypotension", "Disease"))
    record = record_of(document, (msgspec.structs.replace(claim, object=other),))
    (back,) = claims_of(decode_record(encode_record(record)))
    assert back.object == other


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"", "in.jsonl, line 3"),
        (b"{", "in.jsonl, line 3"),
        (b"[]", "Expected `object`"),
        (b'{"id": "x"}', "text"),
        (b'{"id": "x", "text": "", "claims": [{"key": 1}]}', "$.claims[0].key"),
        (b'{"id": "x", "text": "\xff"}', "in.jsonl, line 3"),
        (b'{"id": "x", "text": "", "sentences": [[-1, 2]]}', ">= 0"),
    ],
)
def test_a_line_that_is_no_record_says_what_and_where(line: bytes, told: str) -> None:
    with pytest.raises(InvalidRecord) as raised:
        decode_record(line, where="in.jsonl, line 3")
    assert told in str(raised.value)
    assert "in.jsonl, line 3" in str(raised.value)


def test_a_lone_surrogate_is_refused_when_written() -> None:
    with pytest.raises(InvalidRecord, match="PMID:7"):
        encode_record(Record(id="PMID:7", text="\ud800"))


def _spoilt(**changes: object) -> Record:
    record = review()
    spoilt = msgspec.structs.replace(record.claims[0], **changes)
    return msgspec.structs.replace(record, claims=(spoilt, *record.claims[1:]))


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (_spoilt(subject=99), "subject 99 is no position"),
        (_spoilt(subject=1, object=1), "the same mention"),
        (_spoilt(predicate="cures"), "'cures' is not in the vocabulary"),
        (_spoilt(predicate="increases"), "needs direction 'increased'"),
        (_spoilt(aspect="colour"), "'colour' is not in the vocabulary"),
        (_spoilt(polarity="maybe"), "'maybe' is not in the vocabulary"),
        (_spoilt(certainty="sure"), "'sure' is not in the vocabulary"),
        (_spoilt(kind="opinion"), "'opinion' is not in the vocabulary"),
        (_spoilt(section="Results"), "'Results' is not in the vocabulary"),
        (_spoilt(score=1.5), "outside [0, 1]"),
        (_spoilt(key=""), "no key"),
        (_spoilt(key=review().claims[1].key), "same key"),
        (_spoilt(key="0" * 20), "is not the hash"),
        (_spoilt(direction="increased"), "treats needs direction None"),
        (_spoilt(cues=review().claims[2].cues), "does not hold its trigger"),
        (_spoilt(context=(ContextRecord("disease", 1, 0, 2, "Is"),)), "does not stand where its entity"),
        (msgspec.structs.replace(review(), id=" "), "id: is empty"),
        (msgspec.structs.replace(review(), sentences=((0, 9), (8, 12))), "overlaps the one before"),
        (_spoilt(evidence=review().claims[2].evidence), "does not hold its subject"),
        (msgspec.structs.replace(review(), text="X" + review().text), "text["),
        (msgspec.structs.replace(review(), text=""), "outside the text"),
        (msgspec.structs.replace(review(), title="Something else"), "does not begin with it"),
        (msgspec.structs.replace(review(), sentences=((0, 9_999),)), "sentences[0]"),
    ],
)
def test_a_record_that_contradicts_itself_is_found_out(record: Record, fault: str) -> None:
    assert any(fault in told for told in check_record(record)), check_record(record)


def test_an_entity_needs_a_type_of_the_vocabulary_and_real_curies() -> None:
    wrong = msgspec.structs.replace(
        mention_at("IL-2", "IL-2"), type="Protein", concept=Concept("6001", "", "x")
    )
    faults = check_record(to_record(Document(id="d", text="IL-2"), mentions=[wrong]))
    assert [fault for fault in faults if "'Protein'" in fault]
    assert [fault for fault in faults if "'6001' is not a CURIE" in fault]
    assert [fault for fault in faults if "has no name" in fault]


def test_the_committed_schema_is_that_of_the_code() -> None:
    written = json.loads((files("claimgraph.extract") / "record.schema.json").read_text(encoding="utf-8"))
    assert written == record_schema(), "run: python -m claimgraph.extract.record_check"


def test_the_schema_closes_every_vocabulary() -> None:
    claim = record_schema()["$defs"]["ClaimRecord"]["properties"]
    assert claim["predicate"]["enum"] == list(vocabulary.PREDICATES)
    assert claim["polarity"]["enum"] == list(vocabulary.POLARITIES)
    assert {"enum": list(vocabulary.ASPECTS), "type": "string"} in claim["aspect"]["anyOf"]
    entity = record_schema()["$defs"]["EntityRecord"]["properties"]
    assert entity["type"]["enum"] == list(vocabulary.ENTITY_TYPES)
