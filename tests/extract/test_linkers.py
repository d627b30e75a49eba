"""scispaCy's linkers as they are opened: by name from its cache, on a file, or with an error that says what to do."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pytest
from small_linker import CONCEPTS, fill_cache, write_knowledge_base

from claimgraph.errors import MissingExtra, MissingModel, UnreadableSource
from claimgraph.extract.linkers import Linker, open_linker

NOWHERE = "http://127.0.0.1:9"  # the port that discards; nobody listens


@pytest.fixture(scope="module")
def linker(tmp_path_factory: pytest.TempPathFactory) -> Linker:
    return open_linker(str(write_knowledge_base(tmp_path_factory.mktemp("base") / "lab.jsonl")))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where scispaCy's cache is to be; no network is there."""
    cache = tmp_path / "datasets"
    monkeypatch.setattr("scispacy.file_cache.DATASET_CACHE", str(cache))
    monkeypatch.setenv("https_proxy", NOWHERE)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    return cache


@pytest.mark.parametrize(
    ("name", "identifier", "alias"),
    [
        ("pyrexia", "MESH:D005334", "Pyrexia"),
        ("carcinoma, renal cell", "UMLS:C0007134", "Carcinoma, Renal Cell"),
        ("HYPOTENSION", "HP:0002615", "Hypotension"),
        ("zetrol", "LAB:2", "zetrol"),
    ],
)
def test_a_name_is_found_however_it_is_written(
    linker: Linker, name: str, identifier: str, alias: str
) -> None:
    best, *_ = linker.find(name)
    assert (best.id, best.alias, best.similarity) == (identifier, alias, 1.0)


def test_a_name_is_found_by_its_likeness(linker: Linker) -> None:
    best, *others = linker.find("pyrexias")
    assert (best.name, best.alias) == ("Fever", "Pyrexia")
    assert 0.5 < best.similarity < 1
    assert all(one.similarity <= best.similarity for one in others)


def test_the_concept_whose_main_name_it_is_comes_first(linker: Linker) -> None:
    first, second, *_ = linker.find("overheating")
    assert [first.id, second.id] == ["LAB:1", "MESH:D005334"]
    assert first.similarity == second.similarity == 1


def test_nothing_is_like_what_shares_no_letters(linker: Linker) -> None:
    assert [one for one in linker.find("µ") if one.similarity] == []


def test_a_linker_travels_to_another_process(linker: Linker) -> None:
    other = pickle.loads(pickle.dumps(linker))
    assert other.title == linker.title
    assert other.find("fevers") == linker.find("fevers")


@pytest.mark.parametrize("old_vectorizer", [False, True])
def test_a_named_linker_needs_no_network_once_it_is_there(
    cache: Path, linker: Linker, capfd: pytest.CaptureFixture[str], *, old_vectorizer: bool
) -> None:
    fill_cache(cache, "mesh", old_vectorizer=old_vectorizer)
    named = open_linker("mesh")
    assert named.title.startswith("mesh of scispaCy 0.")
    for name in ("pyrexias", "zetrol", *(main for _, main, _ in CONCEPTS)):
        best, wanted = named.find(name)[0], linker.find(name)[0]
        assert (best.id, best.alias) == (wanted.id, wanted.alias)
        assert best.similarity == pytest.approx(wanted.similarity, abs=0.001)
    assert capfd.readouterr().out == ""


def test_half_a_download_is_none(cache: Path) -> None:
    fill_cache(cache, "mesh", old_vectorizer=False)
    for mark in cache.glob("*aliases.json.json"):
        mark.unlink()  # scispaCy writes it last
    with pytest.raises(MissingModel, match=r"mesh.* is not whole in .*datasets: use it once with a network"):
        open_linker("mesh")


@pytest.mark.parametrize("name", ["umls", "mesh", "rxnorm", "go", "hpo"])
def test_what_can_t_be_downloaded_is_a_missing_model(cache: Path, name: str) -> None:
    with pytest.raises(MissingModel, match=f"{name}.* can't be downloaded") as caught:
        open_linker(name)
    assert "\n" not in str(caught.value)


def test_an_unknown_name_is_told_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match=r"no linker 'mash'.*umls, mesh, go, hpo, rxnorm"):
        open_linker("mash")
    with pytest.raises(MissingModel):
        open_linker(str(tmp_path))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"concept_id": "7", "canonical_name": "a", "aliases": []}\n', r"line 1: the identifier '7' is no CURIE"),
        ('{"concept_id": "A:7", "canonical_name": "a", "aliases": []}\n{"concept_id": 7}\n', r"line 2: no concept"),
        ('{"concept_id": "A:7", "canonical_name": "a", "aliases": []}\n' * 2, r"line 2: A:7 stands there twice"),
        ('{"concept_id": "A:7", "canonical_name": " ", "aliases": []}\n', r"line 1: .* has no name"),
        ("id,name\n", r"line 1: no concept"),
        ("", r"no concept in it"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableSource, match=rf"wrong\.jsonl.*{reason}"):
        open_linker(str(path))


def test_without_its_search_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "scispacy.candidate_generation")
    monkeypatch.setitem(sys.modules, "nmslib", None)
    with pytest.raises(MissingExtra, match=r"claimgraph\[linkers\]"):
        open_linker("mesh")
