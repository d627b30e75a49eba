"""A user's own terms through the whole pipeline: found, grounded before all else, stopped, and remembered."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from spacy.language import Language

from claimgraph.corpus.document import Document
from claimgraph.errors import UnreadableSource
from claimgraph.extract.batch_work import open_pipeline, pipeline_title
from claimgraph.extract.claim import Mention
from claimgraph.extract.pipeline import extract, load
from claimgraph.extract.records import Record

pytestmark = pytest.mark.model

FILE = """\
id\tname\ttype\tsynonyms
LAB:7\tzetrol\tChemical\tZET-7
LAB:8\tquell index\tPhenotype
LAB:9\tIL-2\tChemical
-\tmelanoma
"""
TEXT = "ZET-7 increased IL-2 in patients with melanoma, and so did the quell index of lung cancer."


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "terms.tsv"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def nlp(path: Path) -> Language:
    return load(own_terms=[path])


@pytest.fixture(scope="module")
def mentions(nlp: Language) -> dict[str, Mention]:
    return {mention.text: mention for mention in nlp(TEXT)._.mentions}


@pytest.mark.parametrize(
    ("text", "identifier", "type_"),
    [
        ("ZET-7", "LAB:7", "Chemical"),
        ("quell index", "LAB:8", "Phenotype"),
        ("IL-2", "LAB:9", "Chemical"),
    ],
)
def test_own_terms_are_found_and_go_first(
    mentions: dict[str, Mention], text: str, identifier: str, type_: str
) -> None:
    mention = mentions[text]
    assert mention.concept is not None
    assert (mention.concept.id, mention.type, mention.score) == (identifier, type_, 1.0)
    assert "own term" in mention.reason


def test_stopped_terms_are_no_mentions_and_others_stay(mentions: dict[str, Mention]) -> None:
    assert "melanoma" not in mentions
    assert mentions["lung cancer"].concept is not None


def test_claims_are_made_of_them(nlp: Language) -> None:
    [record] = extract([Document(id="T:1", text=TEXT, title="")], nlp=nlp)
    assert isinstance(record, Record)
    subjects = {record.entities[claim.subject].id for claim in record.claims}
    assert "LAB:7" in subjects


def test_an_override_is_meant_whatever_the_organism(tmp_path: Path) -> None:
    path = tmp_path / "override.tsv"
    path.write_text("id\tname\ttype\nHGNC:6001\tquell factor\t\n", encoding="utf-8")
    doc = load(own_terms=[path])("In mice, murine quell factor was given to mice.")
    [found] = [one for one in doc._.mentions if one.text == "quell factor"]
    assert found.concept is not None
    assert found.concept.id == "HGNC:6001"


def test_a_saved_pipeline_takes_other_terms(nlp: Language, path: Path, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    again = load(str(tmp_path / "saved"), own_terms=[path])
    assert {one.text for one in again(TEXT)._.mentions if one.reason.startswith("own term")} >= {"ZET-7"}


def test_the_steps_travel_to_another_process(nlp: Language) -> None:
    steps = [pickle.loads(pickle.dumps(nlp.get_pipe(name))) for name in ("own_terms", "grounder")]
    doc = nlp.make_doc("ZET-7 was given.")
    doc._.mentions = ()
    for step in steps:
        doc = step(doc)
    assert [one.text for one in doc._.mentions] == ["ZET-7"]


def test_a_ledger_tells_pipelines_apart_by_their_terms(nlp: Language, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_text("id\tname\ttype\n-\tfoo\t\n", encoding="utf-8")
    title, _ = open_pipeline(f"en_claims_sm\n\n{path}")
    plain, _ = open_pipeline("en_claims_sm")
    assert title == pipeline_title(nlp)
    assert len({title, plain, open_pipeline(f"en_claims_sm\n\n{other}")[0]}) == 3
    assert "own terms" not in plain


def test_a_wrong_file_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.tsv"
    wrong.write_text("id\tname\ttype\nLAB:1\tfoo\t\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match=r"wrong\.tsv: LAB:1 is no concept"):
        load(own_terms=[wrong])
