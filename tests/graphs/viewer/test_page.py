"""The page as a file: whole, bounded, the same every time, and with a policy that fits it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from claimgraph.errors import GraphFormatError, UnknownEntity
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.viewer.page import write_page

FILES = files("claimgraph.graphs.viewer")


class Read(HTMLParser):
    """What a browser reads of a page: its elements with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self.texts.append((tag if dict(attrs).get("type") is None else "data", ""))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in {"script", "style"} and self.texts:
            kind, text = self.texts[-1]
            self.texts[-1] = (kind, text + data)

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}", {}))


def data_of(path: Path) -> dict[str, Any]:
    (text,) = [text for kind, text in Read(path.read_text(encoding="utf-8")).texts if kind == "data"]
    content: dict[str, Any] = json.loads(text)["content"]
    return content


def test_a_store_and_its_graph_make_the_same_page(store: ClaimStore, tmp_path: Path) -> None:
    write_page(store, tmp_path / "store.html")
    write_page(assemble(store), tmp_path / "graph.html")
    assert (tmp_path / "store.html").read_bytes() == (tmp_path / "graph.html").read_bytes()


def test_the_same_store_makes_the_same_bytes_in_every_process(store: ClaimStore, tmp_path: Path) -> None:
    program = (
        "import sys; from claim_samples import review, trial; from claimgraph import ClaimStore\n"
        "from claimgraph.graphs.viewer.page import write_page\n"
        "with ClaimStore.open(':memory:', mode='write') as store:\n"
        "    store.insert([review(), trial()]); write_page(store, sys.argv[1])"
    )
    write_page(store, tmp_path / "here.html")
    for seed in ("1", "2"):
        there = tmp_path / f"{seed}.html"
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-c", program, str(there)], env=environment, check=True)
        assert there.read_bytes() == (tmp_path / "here.html").read_bytes()


def test_the_page_refers_to_no_other_file(store: ClaimStore, tmp_path: Path) -> None:
    write_page(store, tmp_path / "page.html")
    for tag, attributes in Read((tmp_path / "page.html").read_text(encoding="utf-8")).elements:
        assert tag not in {"link", "img", "iframe", "base"}
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_the_policy_names_the_hash_of_each_script_and_style(store: ClaimStore, tmp_path: Path) -> None:
    write_page(store, tmp_path / "page.html")
    page = Read((tmp_path / "page.html").read_text(encoding="utf-8"))
    (policy,) = [a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for kind, text in page.texts:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert (f"{kind}-src" in policy and f"'sha256-{digest}'" in policy) or kind == "data"
    assert policy.count("sha256-") == sum(kind != "data" for kind, _ in page.texts) == 4


def test_the_library_is_the_one_that_is_noted(tmp_path: Path) -> None:
    noted = tomllib.loads(FILES.joinpath("library.toml").read_text(encoding="utf-8"))
    library = FILES.joinpath(noted["file"]).read_bytes()
    assert hashlib.sha256(library).hexdigest() == noted["sha256"]
    assert f'version="{noted["version"]}"'.encode() in library or noted["version"].encode() in library
    assert "Permission is hereby granted, free of charge" in FILES.joinpath("cytoscape.LICENSE").read_text()


def test_our_scripts_put_no_text_in_as_markup() -> None:
    ours = [file for file in FILES.iterdir() if file.name.endswith(".js") and "min" not in file.name]
    assert len(ours) > 5
    for file in ours:
        text = file.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text
        )


def test_a_page_is_bounded_and_says_of_how_much(store: ClaimStore, tmp_path: Path) -> None:
    held = write_page(store, tmp_path / "page.html", concepts=4, claims=2, nodes=2)
    assert (len(held.concepts) <= 4, len(held.claims), held.n_concepts, held.n_claims) == (True, 2, 8, 8)
    assert sum(concept.at is not None for concept in held.concepts) <= 2
    data = data_of(tmp_path / "page.html")
    assert (data["n_concepts"], data["n_claims"], len(data["claims"])) == (8, 8, 2)


def test_an_entity_comes_with_what_lies_around_it(store: ClaimStore, tmp_path: Path) -> None:
    near = write_page(store, tmp_path / "near.html", about="TGF-β", depth=1)
    assert {concept.name for concept in near.concepts} == {"TGFB", "immune escape"}
    assert [near.concepts[number].name for number in near.about] == ["TGFB"]
    assert near.title == "Claims about TGFB"
    far = write_page(store, tmp_path / "far.html", about="TGFB", depth=2)
    assert {concept.name for concept in far.concepts} == {"TGFB", "immune escape", "regulatory T cell"}
    of_graph = write_page(assemble(store), tmp_path / "graph.html", about="TGFB", depth=2)
    assert of_graph == far


def test_an_unknown_entity_leaves_no_file(store: ClaimStore, tmp_path: Path) -> None:
    for source in (store, assemble(store)):
        with pytest.raises(UnknownEntity):
            write_page(source, tmp_path / "page.html", about="nobody")
    assert list(tmp_path.iterdir()) == []


def test_the_best_believed_come_first_when_asked_for(store: ClaimStore, tmp_path: Path) -> None:
    held = write_page(store, tmp_path / "page.html", by="belief")
    beliefs = [claim.belief for claim in held.claims]
    assert beliefs == sorted(beliefs, reverse=True)


def test_an_empty_graph_makes_a_page(tmp_path: Path) -> None:
    assert write_page(nx.MultiDiGraph(), tmp_path / "page.html").concepts == ()
    assert data_of(tmp_path / "page.html")["claims"] == []


def test_evidence_that_is_none_is_named(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="e1", predicate="treats", label="treats", evidence=[{"sentence": 5}])
    with pytest.raises(GraphFormatError, match="evidence of edge"):
        write_page(graph, tmp_path / "page.html")


@pytest.mark.parametrize("graph", [nx.Graph(), nx.DiGraph([("a", "b")]), nx.MultiDiGraph([(1, 2)])])
def test_what_is_no_claim_graph_is_refused(graph: nx.Graph[Any], tmp_path: Path) -> None:
    with pytest.raises(GraphFormatError, match="claim graphs"):
        write_page(graph, tmp_path / "page.html")  # type: ignore[arg-type]


def test_other_claim_graphs_need_no_attributes(tmp_path: Path) -> None:
    held = write_page(nx.MultiDiGraph([("a", "b"), ("a", "b"), ("b", "c")]), tmp_path / "page.html")
    assert [concept.name for concept in held.concepts] == ["a", "b", "c"]
    assert len(held.claims) == 3
