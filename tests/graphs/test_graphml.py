"""GraphML: what is written reads back equal, here and in plain networkx, whatever the values."""

from __future__ import annotations

import datetime
import enum
import gzip
import json
import math
import re
from pathlib import Path
from typing import Any, Literal

import igraph
import networkx as nx
import numpy as np
import pytest
import rustworkx
from claim_samples import records, review, trial
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from claimgraph.errors import GraphFormatError
from claimgraph.extract.records import Record, claims_of
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.formats.graphml import write_graphml
from claimgraph.graphs.formats.graphml_read import read_graphml
from claimgraph.graphs.formats.graphml_rows import escape
from claimgraph.graphs.formats.hidden import unhidden

SAME_FOLDER = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Colour(enum.Enum):
    RED = "red"


def equal(one: nx.MultiDiGraph[str], other: nx.MultiDiGraph[str]) -> bool:
    return (
        dict(one.nodes(data=True)) == dict(other.nodes(data=True))
        and sorted(one.edges(keys=True, data=True), key=lambda e: e[2])
        == sorted(other.edges(keys=True, data=True), key=lambda e: e[2])
        and type(one) is type(other)
    )


def both() -> nx.MultiDiGraph[str]:
    return assemble([*claims_of(trial()), *claims_of(review())])


@SAME_FOLDER
@given(st.lists(records(), max_size=3))
def test_claim_graphs_read_back_equal_and_the_store_writes_the_same(
    tmp_path: Path, given_records: list[Record]
) -> None:
    latest = {record.id: record for record in given_records}
    graph = assemble([claim for record in latest.values() for claim in claims_of(record)])
    write_graphml(graph, tmp_path / "g.graphml")
    assert equal(read_graphml(tmp_path / "g.graphml"), graph)
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert(given_records)
        write_graphml(store, tmp_path / "s.graphml")
    assert (tmp_path / "s.graphml").read_bytes() == (tmp_path / "g.graphml").read_bytes()


def test_plain_networkx_reads_nodes_edges_keys_and_attributes(tmp_path: Path) -> None:
    graph = both()
    write_graphml(graph, tmp_path / "g.graphml")
    back = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    for _, data in back.nodes(data=True):
        data["xrefs"] = tuple(data["xrefs"].split("|")) if data["xrefs"] else ()
    for *_, data in back.edges(data=True):
        data.update(
            {name: json.loads(data[name]) for name in ("evidence", "years", "sections") if name in data}
        )
    assert equal(back, graph)
    assert {type(v) for *_, d in back.edges(data=True) for v in d.values()} == {
        str,
        int,
        float,
        list,
        dict,
        bool,
    }


def test_without_parallel_edges_it_is_still_a_multidigraph(tmp_path: Path) -> None:
    graph = assemble(list(claims_of(trial()))[:1])
    write_graphml(graph, tmp_path / "g.graphml")
    assert equal(read_graphml(tmp_path / "g.graphml"), graph)


def test_keys_are_unique_and_declare_what_they_are_for(tmp_path: Path) -> None:
    write_graphml(both(), tmp_path / "g.graphml")
    text = (tmp_path / "g.graphml").read_text(encoding="utf-8")
    ids = re.findall(r'<edge id="([^"]+)"', text)
    assert len(ids) == len(set(ids)) == 8
    keys = re.findall(r'<key id="(\w+)" for="(node|edge)" attr.name="(\w+)" attr.type="(\w+)"', text)
    assert len(keys) == text.count("<key ")
    assert len({(domain, name) for _, domain, name, _ in keys}) == len(keys)
    assert {name for _, domain, name, _ in keys if domain == "node"} >= {"label", "name"}
    assert {name for _, domain, name, _ in keys if domain == "edge"} >= {"label", "interaction", "weight"}


PITFALLS: list[tuple[Any, Any]] = [
    (None, ...),
    (math.nan, ...),
    (math.inf, ...),
    (-math.inf, ...),
    (np.float32("nan"), ...),
    (["a", "b"], "a|b"),
    (("a|b", "c\\"), "a\\|b|c\\\\"),
    ([1, 2.5, None, True], "1|2.5|true"),
    ({"a", "b"}, "a|b"),
    ({"z": 1, "a": [1, None]}, '{"a":[1,null],"z":1}'),
    ([{"a": 1}], '[{"a":1}]'),
    (b"plain\xff", "plain\\xff"),
    (datetime.datetime(2026, 11, 3, 4, 5), "2026-11-03T04:05:00"),
    (datetime.date(2026, 11, 3), "2026-11-03"),
    (np.datetime64("2026-11-03"), "2026-11-03"),
    (Path, "pathlib.Path"),
    (Colour.RED, "red"),
    (np.int64(7), 7),
    (np.float32(0.5), 0.5),
    (np.longdouble(0.5), 0.5),
    (np.bool_(True), True),
    (np.str_("text"), "text"),
    (np.array([1, 2]), "1|2"),
    (2**63 - 1, 2**63 - 1),
    (2**70, str(2**70)),
    (-(2**70), str(-(2**70))),
    (True, True),
    (1e-300, 1e-300),
    ("", ""),
    ("  leading, trailing  ", "  leading, trailing  "),
    ("one\r\ntwo\rthree\n\tfour", "one\r\ntwo\rthree\n\tfour"),
    ("😀 TGF-β ≥ <b>&amp;</b> \"'", "😀 TGF-β ≥ <b>&amp;</b> \"'"),
    ("]]>", "]]>"),
    ("\x00\x07", "_x0000__x0007_"),
    ("\ud800", "_xD800_"),
    ("\ufffe", "_xFFFE_"),
    ("_x0041_", "_x005F_x0041_"),
]


@pytest.mark.parametrize(("value", "seen"), PITFALLS, ids=[type(value).__name__ for value, _ in PITFALLS])
def test_every_value_is_written_so_that_networkx_reads_it(tmp_path: Path, value: Any, seen: Any) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", odd=value)
    graph.add_edge("a", "b", key="k", odd=value)
    path = tmp_path / "g.graphml"
    write_graphml(graph, path)
    expected = {} if seen is ... else {"odd": seen}
    back = nx.read_graphml(path, force_multigraph=True)
    assert back.nodes["a"] == expected
    assert back.edges["a", "b", "k"] == expected
    assert type(back.nodes["a"].get("odd")) is type(expected.get("odd"))
    ours = read_graphml(path).nodes["a"].get("odd")
    if isinstance(value, str) and type(value) is str:
        assert ours == value


@pytest.mark.parametrize(
    ("values", "kind", "seen"),
    [
        ([1, 2.5], "double", [1.0, 2.5]),
        ([1, True], "string", ["1", "true"]),
        ([1, "x"], "string", ["1", "x"]),
        ([2**60, 0.5], "string", [str(2**60), "0.5"]),
        ([1, 2**70], "string", ["1", str(2**70)]),
        ([None, 3], "long", [None, 3]),
        ([["a"], "b"], "string", ["a", "b"]),
        ([[], [{"a": 1}]], "string", ["[]", '[{"a":1}]']),
    ],
)
def test_an_attribute_has_one_type(tmp_path: Path, values: list[Any], kind: str, seen: list[Any]) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, value in enumerate(values):
        graph.add_node(str(number), mixed=value)
    path = tmp_path / "g.graphml"
    write_graphml(graph, path)
    assert path.read_text(encoding="utf-8").count("<key ") == 1
    assert f'attr.name="mixed" attr.type="{kind}"' in path.read_text(encoding="utf-8")
    back = nx.read_graphml(path, force_multigraph=True)
    assert [back.nodes[node].get("mixed") for node in back] == seen


any_text = st.text(st.characters(), max_size=8) | st.from_regex(r"\A(_x[0-9A-F]{4}_?|\x01|_x)*\Z")


@given(any_text)
def test_escaping_is_undone_by_reading(text: str) -> None:
    hidden = escape(text)
    parsed = etree.fromstring(f'<a b="{escape(text, attribute=True)}">{hidden}</a>'.encode())
    assert unhidden(parsed.text or "") == text
    assert unhidden(parsed.get("b", "")) == text


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), any_text
)


@SAME_FOLDER
@given(
    st.dictionaries(any_text, st.dictionaries(st.sampled_from("pqr"), scalars, max_size=3), max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), any_text), max_size=5),
)
def test_any_directed_multigraph_reads_back_with_its_shape(
    tmp_path: Path, nodes: dict[str, dict[str, Any]], edges: list[tuple[int, int, str]]
) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(nodes.items())
    names = list(nodes)
    for number, (source, target, note) in enumerate(edges):
        if source < len(names) and target < len(names):
            graph.add_edge(names[source], names[target], key=f"k{number}", note=note)
    write_graphml(graph, tmp_path / "g.graphml")
    back = read_graphml(tmp_path / "g.graphml")
    assert list(back) == list(graph)
    assert sorted(back.edges(keys=True, data="note")) == sorted(graph.edges(keys=True, data="note"))
    for node, data in graph.nodes(data=True):
        assert set(back.nodes[node]) == {name for name, value in data.items() if value is not None}
    for name in "pqr":
        given_values = [d[name] for _, d in graph.nodes(data=True) if d.get(name) is not None]
        if len({type(value) for value in given_values}) == 1 and type(given_values[0]) in (str, bool, float):
            assert [d[name] for _, d in back.nodes(data=True) if name in d] == given_values


@pytest.mark.parametrize("keys", [["1", "2"], ["same", "same"], [0, 1], ["", "x"]])
def test_edge_keys_that_can_not_be_ids_are_replaced(tmp_path: Path, keys: list[Any]) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key=keys[0])
    graph.add_edge("b", "c", key=keys[1])
    write_graphml(graph, tmp_path / "g.graphml")
    back = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert list(back.edges(keys=True)) == [("a", "b", "e0"), ("b", "c", "e1")]


def test_what_can_not_be_written_says_why_and_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "g.graphml"
    path.write_text("old", encoding="utf-8")
    odd: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    odd.add_node("a", thing=object())
    alike: nx.MultiDiGraph[Any] = nx.MultiDiGraph([(1, "1")])
    for graph, told in ((odd, "'thing' holds a object"), (alike, "two nodes"), (nx.Graph(), "directed")):
        with pytest.raises(GraphFormatError, match=told):
            write_graphml(graph, path)  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_gzipped_by_its_name(tmp_path: Path) -> None:
    write_graphml(both(), tmp_path / "g.graphml.gz")
    write_graphml(both(), tmp_path / "h.graphml.gz")
    assert (tmp_path / "g.graphml.gz").read_bytes() == (tmp_path / "h.graphml.gz").read_bytes()
    assert gzip.decompress((tmp_path / "g.graphml.gz").read_bytes()).startswith(b"<?xml")
    assert equal(read_graphml(tmp_path / "g.graphml.gz"), both())


BODY = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{}</graphml>'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<!DOCTYPE g [<!ENTITY a "aaaa">]>' + BODY.format("<graph/>"), "DOCTYPE"),
        ('<!DOCTYPE graphml SYSTEM "x.dtd">' + BODY.format("<graph/>"), "DOCTYPE"),
        ("<graphml/>", "no GraphML"),
        ("", "not well-formed"),
        (BODY.format('<graph edgedefault="directed"><node id="a">'), "not well-formed"),
        (BODY.format('<graph edgedefault="undirected"/>'), "undirected"),
        (BODY.format('<graph edgedefault="directed"><node/></graph>'), "without id"),
        (BODY.format('<graph edgedefault="directed"><edge source="a"/></graph>'), "without target"),
        (BODY.format('<graph edgedefault="directed"><hyperedge/></graph>'), "hyperedge"),
        (
            BODY.format('<graph edgedefault="directed"><node id="a"><data key="d">1</data></node></graph>'),
            "no <key>",
        ),
        (
            BODY.format(
                '<key id="d" for="node" attr.name="n" attr.type="int"/>'
                '<graph edgedefault="directed"><node id="a"><data key="d">x</data></node></graph>'
            ),
            "n is 'x', no long",
        ),
        (
            BODY.format(
                '<key id="d" for="node" attr.name="n" attr.type="string"><desc>JSON</desc></key>'
                '<graph edgedefault="directed"><node id="a"><data key="d">'
                + "[" * 99_999
                + "</data></node></graph>"
            ),
            "no json",
        ),
    ],
)
def test_what_is_no_claim_graph_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "in.graphml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GraphFormatError, match=told) as raised:
        read_graphml(path)
    assert "in.graphml" in str(raised.value)


def test_a_missing_and_a_cut_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphFormatError, match="No such file"):
        read_graphml(tmp_path / "none.graphml")
    write_graphml(both(), tmp_path / "g.graphml.gz")
    cut = (tmp_path / "g.graphml.gz").read_bytes()[:-200]
    (tmp_path / "g.graphml.gz").write_bytes(cut)
    with pytest.raises(GraphFormatError, match=r"g\.graphml\.gz"):
        read_graphml(tmp_path / "g.graphml.gz")


def test_defaults_and_comments_of_other_programs_are_read(tmp_path: Path) -> None:
    path = tmp_path / "in.graphml"
    path.write_text(
        BODY.format(
            '<key id="d" for="node" attr.name="size" attr.type="float"><default>2</default></key>'
            '<graph edgedefault="directed"><!-- by hand --><node id="a"/><!-- and --><node id="b">'
            '<data key="d">3</data></node><edge source="a" target="b"/><edge source="a" target="b"/></graph>'
        ),
        encoding="utf-8",
    )
    graph = read_graphml(path)
    assert dict(graph.nodes(data="size")) == {"a": 2.0, "b": 3.0}
    assert list(graph.edges(keys=True)) == [("a", "b", "e0"), ("a", "b", "e1")]


OPTIONS: list[dict[str, Any]] = [
    {"edges": "claims"},
    {"evidence": "none"},
    {"evidence": "apart", "yed": True},
    {"edges": "claims", "evidence": "apart", "yed": True},
]


@pytest.mark.filterwarnings("ignore:Could not add vertex ids")  # igraph has the attribute `id` in their place
@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_with_any_options_it_opens_in_networkx_igraph_and_rustworkx(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    path, graph = tmp_path / "g.graphml", both()
    write_graphml(graph, path, **options)
    n_edges = (
        sum(data["n_claims"] for *_, data in graph.edges(data=True))
        if "edges" in options
        else len(graph.edges)
    )
    plain = nx.read_graphml(path, force_multigraph=True)
    by_igraph = igraph.Graph.Read_GraphML(str(path))
    (by_rustworkx,) = rustworkx.read_graphml(str(path))
    assert {plain.number_of_edges(), by_igraph.ecount(), by_rustworkx.num_edges()} == {n_edges}
    labels = sorted(data["label"] for *_, data in plain.edges(data=True))
    assert sorted(by_igraph.es["label"]) == sorted(e["label"] for e in by_rustworkx.edges()) == labels
    assert dict(plain.nodes(data="name")) == dict(graph.nodes(data="name"))
    assert sorted(v["weight"] for v in by_igraph.es) == sorted(w for *_, w in plain.edges(data="weight"))


def test_an_edge_a_claim_tells_of_that_claim(tmp_path: Path) -> None:
    write_graphml(both(), tmp_path / "g.graphml", edges="claims")
    edges = list(read_graphml(tmp_path / "g.graphml").edges(data=True))
    assert sorted(data["claim"] for *_, data in edges) == sorted(
        claim.key for record in (trial(), review()) for claim in claims_of(record)
    )
    (denied,) = [data for *_, data in edges if data["negated"]]
    assert (denied["document"], denied["sentence"]) == ("PMID:2", "IL-2 did not help renal cell carcinoma.")


def test_evidence_that_lies_apart_is_not_inside(tmp_path: Path) -> None:
    write_graphml(both(), tmp_path / "g.graphml.gz", evidence="apart")
    with gzip.open(tmp_path / "g.graphml.gz", "rt", encoding="utf-8") as stream:
        assert "We gave" not in stream.read()
    with gzip.open(tmp_path / "g.evidence.jsonl.gz", "rt", encoding="utf-8") as stream:
        lines = [json.loads(line) for line in stream]
    assert {line["edge"] for line in lines} == {key for *_, key in both().edges(keys=True)}
    assert sum(len(line["evidence"]) for line in lines) == 9
    with pytest.raises(GraphFormatError, match="no place beside"):
        write_graphml(both(), "-", evidence="apart")


@pytest.mark.parametrize("evidence", ["inside", "none"])
def test_evidence_of_an_earlier_graph_does_not_stay_beside(
    tmp_path: Path, evidence: Literal["inside", "none"]
) -> None:
    write_graphml(both(), tmp_path / "g.graphml", evidence="apart")
    write_graphml(both(), tmp_path / "g.graphml", evidence=evidence)
    assert [path.name for path in tmp_path.iterdir()] == ["g.graphml"]


def test_yed_finds_its_labels_and_a_denial_is_dashed(tmp_path: Path) -> None:
    write_graphml(both(), tmp_path / "g.graphml", yed=True)
    space = {"g": "http://graphml.graphdrawing.org/xmlns", "y": "http://www.yworks.com/xml/graphml"}
    root = etree.parse(tmp_path / "g.graphml")
    assert root.xpath("//g:node//y:NodeLabel/text()", namespaces=space) == [
        n for _, n in both().nodes(data="label")
    ]
    (dashed,) = root.xpath("//y:LineStyle[@type='dashed']/../y:EdgeLabel/text()", namespaces=space)
    assert dashed == "not: treats"
    drawn = root.xpath("//g:key[@yfiles.type]/@for", namespaces=space)
    assert drawn == ["node", "edge"]


@pytest.mark.parametrize("options", [{"edges": "words"}, {"evidence": "elsewhere"}])
def test_an_unknown_option_is_a_value_error(tmp_path: Path, options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not '"):
        write_graphml(both(), tmp_path / "g.graphml", **options)
