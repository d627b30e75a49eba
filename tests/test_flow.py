"""The whole way, from texts to answers, with the trained pipeline."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

import claimgraph
from claimgraph.errors import StoreError
from claimgraph.extract.record_check import check_record
from claimgraph.extract.records import Record
from claimgraph.extract.run import Job, extract_to_file, extract_to_store
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.formats.graphml import write_graphml
from claimgraph.graphs.formats.graphml_read import read_graphml
from claimgraph.graphs.paths import paths
from claimgraph.graphs.query import relations
from claimgraph.models.catalog import pipeline_folder
from claimgraph.settings import DEFAULT_PIPELINE, shared_folder

EXAMPLES = Path(__file__).parents[1] / "examples"

Said = set[tuple[str | None, str, str | None, str]]  # subject's id, predicate, object's id, polarity

pytestmark = pytest.mark.model


def job(*sources: object, workers: int = 1) -> Job:
    return Job(sources=tuple(map(str, sources)), pipeline=DEFAULT_PIPELINE, workers=workers)


def said(record: Record) -> Said:
    return {
        (
            record.entities[claim.subject].id,
            claim.predicate,
            record.entities[claim.object].id,
            claim.polarity,
        )
        for claim in record.claims
    }


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """The records of the example texts, by id."""
    output = tmp_path_factory.mktemp("flow") / "claims.jsonl"
    summary = extract_to_file(job(EXAMPLES), output)
    assert summary.failures == []
    return {record.id: record for record in claimgraph.read_records(output)}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the example texts."""
    path = tmp_path_factory.mktemp("flow") / "claims.db"
    extract_to_store(job(EXAMPLES), path)
    return path


@pytest.fixture
def many(tmp_path: Path, records: dict[str, Record]) -> Path:
    """Some batches of short texts, made of the sentences of the examples."""
    sentences = [
        record.text[start:end]
        for record in records.values()
        for start, end in record.sentences
        if end - start > 40
    ]
    path = tmp_path / "many.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for number in range(160):
            pair = (sentences[number % len(sentences)], sentences[number * 7 % len(sentences)])
            lines.write(json.dumps({"id": f"M:{number}", "text": " ".join(pair)}) + "\n")
    return path


def test_every_record_agrees_with_itself(records: dict[str, Record]) -> None:
    assert len(records) == 7
    for record in records.values():
        assert check_record(record) == []
        assert record.claims, f"{record.id}: no claim at all"


def test_a_copied_page_gives_its_claims_and_nothing_of_its_furniture(records: dict[str, Record]) -> None:
    record = records["DOI:10.99999/inv.2023.0042"]
    found = said(record)
    interleukin_15, melanoma, hypotension = "HGNC:5977", "MONDO:0005105", "MONDO:0005468"
    assert (interleukin_15, "treats", melanoma, "affirmed") in found
    assert (interleukin_15, "causes", hypotension, "affirmed") in found
    assert ("FPLX:TGFB", "decreases", "CL:0000625", "affirmed") in found
    assert ("CL:0000815", "decreases", "CL:0000625", "affirmed") in found
    assert ("CHEBI:41879", "decreases", "HGNC:5438", "affirmed") in found
    names = {entity.text.lower() for entity in record.entities}
    assert "interleukin-7" not in names, "from the page's list of similar articles"
    assert record.text.startswith("Interleukin-15 in cancer immunotherapy")
    assert "Disclaimer" not in record.text


def test_what_is_denied_and_what_is_doubted_is_told_as_such(records: dict[str, Record]) -> None:
    assert ("CHEBI:15365", "decreases", "HP:0001945", "negated") in said(records["PMID:99000102"])
    page = records["DOI:10.99999/inv.2023.0042"]
    (doubted,) = (c for c in page.claims if page.entities[c.subject].id == "CHEBI:41879")
    assert doubted.certainty == "possible"


def test_one_worker_and_two_write_the_same_bytes(many: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    extract_to_file(job(many), one)
    extract_to_file(job(many, workers=2), two)
    assert one.read_bytes() == two.read_bytes()


def test_a_killed_run_taken_up_again_gives_what_an_unbroken_one_gives(many: Path, tmp_path: Path) -> None:
    broken, whole = tmp_path / "broken.db", tmp_path / "whole.db"
    command = [sys.executable, "-m", "claimgraph", "extract", str(many), "--store", str(broken)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and _documents(broken) == 0:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    done = _documents(broken)
    assert 0 < done < 160, "killed too early or too late to show anything"
    summary = extract_to_store(job(many), broken)
    assert summary.skipped == done
    assert summary.documents == 160 - done
    extract_to_store(job(many), whole)
    with ClaimStore.open(broken) as one, ClaimStore.open(whole) as other:
        assert list(one.documents()) == list(other.documents())
        assert list(one.claims()) == list(other.claims())


def _documents(path: Path) -> int:
    try:
        with ClaimStore.open(path) as store:
            return store.counts()["documents"]
    except StoreError:
        return 0


def test_the_graph_is_the_same_from_records_store_and_file(
    records: dict[str, Record], store: Path, tmp_path: Path
) -> None:
    claims = [claim for record in records.values() for claim in claimgraph.claims_of(record)]
    graph = claimgraph.graph(claims)
    with ClaimStore.open(store) as stored:
        stored_graph = claimgraph.graph(stored)
        write_graphml(stored, tmp_path / "graph.graphml")
    assert dict(graph.nodes(data=True)) == dict(stored_graph.nodes(data=True))
    assert sorted(graph.edges(keys=True)) == sorted(stored_graph.edges(keys=True))
    read_back = read_graphml(tmp_path / "graph.graphml")
    assert dict(read_back.nodes(data=True)) == dict(stored_graph.nodes(data=True))
    assert list(read_back.edges(keys=True, data=True)) == list(stored_graph.edges(keys=True, data=True))


def test_every_answer_leads_back_to_its_sentence(records: dict[str, Record], store: Path) -> None:
    with ClaimStore.open(store) as stored:
        answers = relations(stored, "IL-2", with_="hypotension")
        assert answers
        for answer in answers:
            for evidence in answer.evidence:
                assert records[evidence.document].text[evidence.start : evidence.end] == evidence.sentence
        (shortest, *_) = paths(stored, "dopamine", "IL-2")
        assert len(shortest.hops) == 2


def test_plain_spacy_loads_the_pipeline() -> None:
    folder = pipeline_folder(DEFAULT_PIPELINE)
    program = (
        f"import spacy\nnlp = spacy.load({str(folder)!r})\n"
        "print(len(nlp('Dexamethasone inhibits the secretion of IL-6.')._.claims))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout == "1\n"


@pytest.mark.shared
def test_the_first_page_ever_read_is_understood() -> None:
    page = shared_folder() / "seed" / "pubmed_page.txt"
    if not page.exists():
        pytest.skip(f"no {page} (CLAIMGRAPH_SHARED)")
    (document,) = claimgraph.read(page)
    (record,) = claimgraph.extract_records([document], nlp=claimgraph.load())
    ids = {entity.id for entity in record.entities}
    assert {"HGNC:6001", "CL:0000815", "FPLX:TGFB", "MONDO:0005105", "MONDO:0005086"} <= ids
    found = said(record)
    for disease in ("MONDO:0005105", "MONDO:0005086"):
        assert ("HGNC:6001", "treats", disease, "affirmed") in found
    roles = {claim[0] for claim in found if claim[1] == "contributes_to"}
    assert {"CL:0000815", "FPLX:TGFB"} <= roles
    lowered = [claim for claim in record.claims if claim.predicate == "decreases"]
    mimetic = [claim for claim in lowered if "mimetic" in record.entities[claim.subject].text]
    assert mimetic, "the mimetic lowers the hypotensive effect"
    harms = [claim for claim in found if {claim[0], claim[2]} == {"HGNC:6001", "HP:0020172"}]
    assert {claim[1] for claim in harms} & {"causes", "associated_with"}, "IL-2 has toxicities"
    for entity in record.entities:
        assert entity.text.lower() not in {"https", "federal government", "abstract"}


def test_a_record_that_is_read_again_gives_the_same_claims(records: dict[str, Record]) -> None:
    for record in records.values():
        claims = list(claimgraph.claims_of(record))
        assert [claim.key for claim in claims] == [claim.key for claim in record.claims]
        decoded = msgspec.json.decode(msgspec.json.encode(record), type=Record)
        assert list(claimgraph.claims_of(decoded)) == claims
