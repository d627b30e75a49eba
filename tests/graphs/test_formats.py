"""All formats of graphs: each is read by the tool it is for, whatever the values; a store gives the graph's file."""

from __future__ import annotations

import datetime
import importlib.util
import json
import math
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from claim_samples import records, review, trial
from graph_readers import READERS, by_claimgraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimgraph.errors import GraphFormatError, MissingExtra
from claimgraph.extract.records import Record, claims_of
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.formats.catalog import FORMATS, format_of, read_graph, write_graph
from claimgraph.graphs.formats.hidden import unhidden

ANALYSIS = all(importlib.util.find_spec(name) for name in ("pyarrow", "duckdb"))
needs_analysis = pytest.mark.skipif(not ANALYSIS, reason="the extra 'analysis' is not installed")
PLACES = [
    pytest.param(f"g{known.endings[0]}", marks=[needs_analysis] if known.extra == "analysis" else [])
    for known in FORMATS.values()
]
TOOLS = [pytest.param(tool, marks=[needs_analysis] if tool == "parquet" else []) for tool in READERS]
GENERIC = ("graphml", "node-link", "neo4j", "parquet", "cx2")  # these take any directed graph
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def both() -> nx.MultiDiGraph[str]:
    return assemble([*claims_of(trial()), *claims_of(review())])


def bytes_of(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name if path.is_dir() else "": file.read_bytes() for file in files}


@pytest.mark.parametrize("place", PLACES)
@FEW
@given(given_records=st.lists(records(), max_size=2))
def test_a_store_writes_what_its_graph_writes(
    tmp_path: Path, place: str, given_records: list[Record]
) -> None:
    latest = {record.id: record for record in given_records}
    graph = assemble([claim for record in latest.values() for claim in claims_of(record)])
    write_graph(graph, tmp_path / f"of_graph_{place}")
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(given_records)
        write_graph(store, tmp_path / f"of_store_{place}")
    assert bytes_of(tmp_path / f"of_store_{place}") == bytes_of(tmp_path / f"of_graph_{place}")


any_text = st.text(st.characters(), min_size=1, max_size=12)
ODD_NAMES = [
    'say "no", it\'s <b>&amp;</b> ]]> --> {}',
    "one\ntwo\r\nthree\tfour\x00\x07\x1f\x7f\x85\u2028end",
    "lone \ud800 surrogate \udfff",
    "_x0041_ looks hidden; _x005F_ too",
    "عربي \u202e right to left \u202d עברית",
    "😀 TGF-β ≥ \ufffe\U0010ffff",
    "x" * 10_000,
    "a|b;c\\|d,\\",
    "  blanks  ",
    "NaN",
]


def named(names: list[str]) -> nx.MultiDiGraph[str]:
    """A claim graph whose nodes bear these names."""
    graph = both()
    for (_, data), name in zip(graph.nodes(data=True), names, strict=False):
        data["name"] = data["label"] = name
    for *_, data in graph.edges(data=True):
        data["label"] = names[0]
    return graph


def names_back(graph: nx.MultiDiGraph[str], tool: str, folder: Path) -> list[str]:
    place, read = READERS[tool]
    write_graph(graph, folder / place)
    names = read(folder / place)
    return sorted(names if read is by_claimgraph else map(unhidden, names))


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("name", ODD_NAMES, ids=range(len(ODD_NAMES)))
def test_odd_names_come_back_through_the_tool(tmp_path: Path, tool: str, name: str) -> None:
    graph = named([name])
    assert names_back(graph, tool, tmp_path) == sorted(data["name"] for _, data in graph.nodes(data=True))


@pytest.mark.parametrize("tool", TOOLS)
@FEW
@given(names=st.lists(any_text, min_size=1, max_size=7))
def test_any_names_come_back_through_the_tool(tmp_path: Path, tool: str, names: list[str]) -> None:
    graph = named(names)
    assert names_back(graph, tool, tmp_path) == sorted(data["name"] for _, data in graph.nodes(data=True))


ODD_VALUES: list[Any] = [
    *(None, math.nan, math.inf, np.float32("nan"), np.int64(7), 2**70, -0.0, True, b"\xff", Path),
    *(["a", None, math.nan], [], {"a", "b"}, {"z": [1, {"y": math.nan}]}, datetime.date(2026, 11, 3)),
    *("", "\ud800]]>\x00", np.array([1, 2])),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", ODD_VALUES, ids=[type(value).__name__ for value in ODD_VALUES])
def test_odd_values_of_other_attributes_break_no_writer(tmp_path: Path, place: str, value: Any) -> None:
    graph = both()
    graph.graph["odd"] = value
    for *_, data in [*graph.nodes(data=True), *graph.edges(data=True)]:
        data["odd"] = value
    write_graph(graph, tmp_path / place)
    if format_of(place).reader:
        assert set(read_graph(tmp_path / place)) == set(graph)


@pytest.mark.parametrize("place", PLACES)
def test_what_can_not_be_written_leaves_nothing_behind(tmp_path: Path, place: str) -> None:
    odd: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    odd.add_edge("a", "b", key="k", name=object())
    odd.nodes["a"]["name"] = object()
    for graph in (odd, nx.Graph()):
        with pytest.raises(GraphFormatError):
            write_graph(graph, tmp_path / place)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", [place for place in PLACES if format_of(place.values[0]).name in GENERIC])
def test_any_directed_graph_can_be_written(tmp_path: Path, place: str) -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph([(1, 2), (2, 2)])
    graph.nodes[1]["size of it"] = 0.5
    write_graph(graph, tmp_path / place)
    assert bytes_of(tmp_path / place)


@pytest.mark.parametrize("place", PLACES)
def test_an_empty_store_gives_an_empty_graph(tmp_path: Path, place: str) -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        write_graph(store, tmp_path / place)
    if format_of(place).reader:
        assert len(read_graph(tmp_path / place)) == 0


def test_formats_are_told_by_the_longest_ending() -> None:
    assert {format_of(f"A{ending.upper()}").name for ending in FORMATS["indra"].endings} == {"indra"}
    assert format_of("g.json").name == "node-link"
    assert format_of("-").name == "graphml"
    assert format_of("g.json", "cx2").name == "cx2"
    for told in (("g.txt", None), ("g.json", "papyrus")):
        with pytest.raises(GraphFormatError, match=r"ending|no format"):
            format_of(*told)
    endings = [ending for known in FORMATS.values() for ending in known.endings]
    assert len(endings) == len(set(endings))


def test_what_is_only_written_can_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(GraphFormatError, match="cx2 is only written"):
        read_graph(tmp_path / "g.cx2")
    with pytest.raises(GraphFormatError, match="standard output"):
        write_graph(both(), "-", name="kgx")


def test_a_folder_with_anything_else_in_it_is_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "g.kgx"
    write_graph(both(), folder)
    write_graph(both(), folder)  # its own files it replaces
    (folder / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(GraphFormatError, match=r"other files \(thesis.txt\)"):
        write_graph(both(), folder)
    assert (folder / "thesis.txt").read_text(encoding="utf-8") == "mine"
    (tmp_path / "file.neo4j").write_text("mine", encoding="utf-8")
    with pytest.raises(GraphFormatError, match="no folder"):
        write_graph(both(), tmp_path / "file.neo4j")


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"claimgraph\[analysis\]"):
        write_graph(both(), tmp_path / "g.parquet")


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ("g.json", "[1]", "no node-link JSON"),
        ("g.json", '{"directed":true,"nodes":[]}', "has no edges"),
        ("g.json", '{"directed":false,"nodes":[],"edges":[]}', "is undirected"),
        ("g.json", '{"directed":true,"nodes":[{"id":1}],"edges":[]}', "node 0: its id is missing or no text"),
        ("g.json", '{"directed":true,"nodes":[],"edges":[{"source":"a"}]}', "edge 0: its target is missing"),
        ("g.json", "[" * 100_000, "no node-link JSON"),
        ("g.json", '{"directed":true,"nodes":[],"edges":[],"graph":{"a":"\ud800"}}', "no node-link JSON"),
        ("g.kgx/nodes.tsv", "", "is empty"),
        ("g.kgx/nodes.tsv", "id\tname\n", "has no column 'category'"),
        (
            "g.kgx/nodes.tsv",
            "id\tcategory\tname\txref\ttype\tn_claims\tn_documents\nA:1\n",
            "line 2: has 1 cells",
        ),
        ("g.kgx-jsonl/nodes.jsonl", "[1]\n", "line 1: is no object"),
        ("g.kgx-jsonl/nodes.jsonl", '{"id":"A:1"}\n', "node 'A:1' is not as"),
        ("g.kgx-jsonl/nodes.jsonl", "{'id'}\n", "line 1"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, place: str, text: str, told: str) -> None:
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(GraphFormatError, match=told):
        read_graph(tmp_path / place.split("/", maxsplit=1)[0])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"object": "A:1"}, "no node"),
        ({"evidence": []}, "no list of claims"),
        ({"evidence": None}, "no evidence"),
    ],
)
def test_edges_of_kgx_that_hang_in_the_air_are_refused(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    write_graph(both(), tmp_path / "g.kgx-jsonl")
    path = tmp_path / "g.kgx-jsonl" / "edges.jsonl"
    first, *others = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([json.dumps(json.loads(first) | change), *others]), encoding="utf-8")
    with pytest.raises(GraphFormatError, match=told):
        read_graph(tmp_path / "g.kgx-jsonl")
