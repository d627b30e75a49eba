"""A linker in the lexicon's place: on documents made by hand, and through the whole pipeline."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy
from small_linker import write_knowledge_base
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.corpus.document import Document
from claimgraph.extract.abbreviation_pairs import find_pairs
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.batch_work import open_pipeline, pipeline_title
from claimgraph.extract.claim import Abbreviation, Mention
from claimgraph.extract.components.linked_grounder import LinkedGrounder, make_linked_grounder
from claimgraph.extract.ground_name import ground as ground_name
from claimgraph.extract.pipeline import extract, load
from claimgraph.extract.run import Job, extract_to_store

TERMS = "id\tname\ttype\nLAB:9\tzetrol\tChemical\n-\thypotension\n"
TEXT = "Zetrol caused hypotension in patients with renal cell carcinoma (RCC)."

declare_attributes()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_knowledge_base(tmp_path_factory.mktemp("base") / "lab.jsonl")


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "terms.tsv"
    path.write_text(TERMS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def grounder(base: Path) -> LinkedGrounder:
    return make_linked_grounder(spacy.blank("en"), "grounder", str(base), (), 0.9)


def ground(grounder: LinkedGrounder, text: str, *named: tuple[str, str]) -> Doc:
    doc = spacy.blank("en")(text)
    doc._.abbreviations = tuple(Abbreviation(short=pair.short, long=pair.long) for pair in find_pairs(text))
    doc._.mentions = tuple(
        Mention(start=text.rindex(piece), end=text.rindex(piece) + len(piece), text=piece, type=type_)
        for piece, type_ in named
    )
    return grounder(doc)


def test_a_mention_keeps_its_type_and_tells_why(grounder: LinkedGrounder) -> None:
    doc = ground(grounder, "They had fevers.", ("fevers", "Phenotype"))
    [mention] = doc._.mentions
    assert mention.concept is not None
    assert (mention.concept.id, mention.concept.name) == ("MESH:D005334", "Fever")
    assert mention.type == mention.concept.type == "Phenotype"
    assert (mention.score, mention.reason) == (1.0, "1.00 like 'Fevers' in lab")
    assert [(entity.text, entity.kb_id_) for entity in doc.ents] == [("fevers", "MESH:D005334")]


def test_a_concept_has_one_type_in_a_document(grounder: LinkedGrounder) -> None:
    text = "Fevers, a fever and Fever."
    named = (("Fevers", "Chemical"), ("fever", "Phenotype"), ("Fever", "Phenotype"))
    doc = ground(grounder, text, *named)
    assert {mention.concept.id for mention in doc._.mentions} == {"MESH:D005334"}
    assert [mention.type for mention in doc._.mentions] == ["Chemical", "Phenotype", "Phenotype"]
    assert {mention.concept.type for mention in doc._.mentions} == {"Phenotype"}


def test_a_short_form_is_read_as_its_definition(grounder: LinkedGrounder) -> None:
    doc = ground(grounder, "Renal cell carcinoma (RCC) was seen. RCC shrank.", ("RCC", "Disease"))
    [mention] = doc._.mentions
    assert mention.concept is not None
    assert mention.concept.id == "UMLS:C0007134"
    assert mention.reason.endswith("; short for 'Renal cell carcinoma'")


def test_a_short_form_that_is_defined_otherwise_is_not_that_concept(grounder: LinkedGrounder) -> None:
    text = "Zebrafish extract total RNA of liver (zetrol) was isolated. Here zetrol rose."
    doc = ground(grounder, text, ("zetrol", "Chemical"))
    assert doc._.abbreviations
    assert doc._.mentions[0].concept is None


@pytest.mark.parametrize(
    ("name", "why", "alternatives"),
    [
        ("cell carcinoma", "too unsure", ["UMLS:C0007134"]),
        ("quell factor", "fits several concepts equally well", ["LAB:2", "LAB:3"]),
        ("impact", "nothing like it in lab", []),
    ],
)
def test_in_doubt_there_is_no_concept_but_the_alternatives(
    grounder: LinkedGrounder, name: str, why: str, alternatives: list[str]
) -> None:
    [mention] = ground(grounder, f"They saw {name}.", (name, "Disease"))._.mentions
    assert mention.concept is None
    assert mention.score == 0
    assert mention.reason.startswith(why)
    assert [one.id for one in mention.alternatives] == alternatives


def test_it_travels_to_another_process(grounder: LinkedGrounder) -> None:
    other = pickle.loads(pickle.dumps(grounder))
    assert ground(other, "fevers", ("fevers", "Disease"))._.mentions[0].concept is not None


@pytest.mark.model
def test_the_whole_pipeline_has_the_linker_s_identifiers(base: Path) -> None:
    nlp = load(linker=base)
    [record] = extract([Document(id="T:1", text=TEXT)], nlp=nlp)
    found = {entity.text: entity.id for entity in record.entities}
    assert found["hypotension"] == "HP:0002615"
    assert found["renal cell carcinoma"] == found["RCC"] == "UMLS:C0007134"
    assert "HP:0002615" in {record.entities[claim.object].id for claim in record.claims}


@pytest.mark.model
def test_own_terms_go_first_and_stay_with_a_saved_pipeline(base: Path, terms: Path, tmp_path: Path) -> None:
    def concepts(nlp: Language) -> dict[str, str | None]:
        return {one.text: one.concept and one.concept.id for one in nlp(TEXT)._.mentions}

    wanted = {"Zetrol": "LAB:9", "renal cell carcinoma": "UMLS:C0007134", "RCC": "UMLS:C0007134"}
    both = load(own_terms=[terms], linker=base)
    assert wanted.items() <= concepts(both).items()
    assert "hypotension" not in concepts(both)
    load(linker=base).to_disk(tmp_path / "saved")
    assert wanted.items() <= concepts(load(str(tmp_path / "saved"), own_terms=[terms])).items()


@pytest.mark.model
def test_a_name_without_a_recognised_type_is_answered_once(base: Path) -> None:
    [answer] = ground_name("Hypernephroma", nlp=load("blank:en", linker=base))
    assert answer.concept is not None
    assert answer.concept.id == "UMLS:C0007134"


@pytest.mark.model
def test_a_store_reads_again_with_another_linker(base: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    other = tmp_path / "other.jsonl"
    other.write_bytes(base.read_bytes() + b'{"concept_id": "LAB:4", "canonical_name": "x", "aliases": []}\n')
    done = [
        extract_to_store(
            Job(sources=(str(text),), pipeline="en_claims_sm", linker=linker, reread=True),
            tmp_path / "claims.db",
        ).documents
        for linker in (str(base), str(base), str(other), None)
    ]
    assert done == [1, 0, 1, 1]


@pytest.mark.model
def test_a_ledger_tells_pipelines_apart_by_their_linker(base: Path, terms: Path) -> None:
    titles = {
        open_pipeline(f"en_claims_sm\n{rest}")[0] for rest in ("", base, f"{base}\n{terms}", f"\n{terms}")
    }
    assert len(titles) == 4
    assert pipeline_title(load(linker=base)) in titles


@pytest.mark.model
def test_a_saved_pipeline_is_told_apart_when_its_file_changes(base: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_bytes(base.read_bytes())
    load(linker=own).to_disk(tmp_path / "saved")
    before = pipeline_title(load(str(tmp_path / "saved")))
    own.write_bytes(base.read_bytes() + b'{"concept_id": "LAB:4", "canonical_name": "x", "aliases": []}\n')
    assert pipeline_title(load(str(tmp_path / "saved"))) != before
