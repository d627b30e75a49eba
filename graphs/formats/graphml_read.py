"""Reads GraphML back into the graph that was written, and that of other programs as far as it is plain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import networkx as nx
from lxml import etree

from claimgraph.errors import GraphFormatError
from claimgraph.graphs.formats.graphml import DESCRIPTIONS, NAMESPACE
from claimgraph.graphs.formats.hidden import unhidden
from claimgraph.graphs.formats.reading import opened
from claimgraph.graphs.formats.values import read
from claimgraph.graphs.schema import Kind

_KINDS: dict[str | None, Kind] = {
    "boolean": "boolean",
    "int": "long",
    "long": "long",
    "float": "double",
    "double": "double",
    "string": "string",
    None: "string",
}
_ITEMS = (f"{{{NAMESPACE}}}node", f"{{{NAMESPACE}}}edge")


class _Key(msgspec.Struct, frozen=True):
    """A declared attribute: its name, kind and, as text, its default."""

    name: str
    domain: str
    kind: Kind
    default: str | None
    drawn: bool  # not a value, but how yEd shows it


def read_graphml(path: Path | str) -> nx.MultiDiGraph[str]:
    """Read a directed GraphML file, plain or gzipped, as a `MultiDiGraph` with the edge ids as keys.

    What `write_graphml` wrote comes back equal: lists as tuples of strings, JSON as lists and dicts. Defaults
    are applied. A file with a DOCTYPE (the door to entity bombs), with undirected edges, with hyperedges or
    with broken content raises `GraphFormatError`.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    keys: dict[str, _Key] = {}
    with opened(path) as stream:
        try:
            for element in _elements(stream):
                _take(element, graph, keys)
        except etree.XMLSyntaxError as error:
            raise GraphFormatError(f"not well-formed XML: {error}") from error
    return graph


def _elements(stream: Any) -> Iterator[etree._Element]:
    """Yield keys, nodes, edges and the graph as they end, freeing each afterwards."""
    events = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,  # the evidence of a much studied edge is a long text
    )
    depth = 0
    for event, element in events:
        if event == "start":
            if depth == 0:
                _check_root(element)
            depth += 1
            continue
        depth -= 1
        name = etree.QName(element).localname
        if name in ("key", "node", "edge", "hyperedge", "graph"):
            yield element
        if name in ("node", "edge"):
            _free(element)


def _free(element: etree._Element) -> None:
    """Empty an element that was read, and drop the one before it: the file may be larger than memory."""
    element.clear()
    before, parent = element.getprevious(), element.getparent()
    if before is not None and parent is not None and before.tag in _ITEMS:
        parent.remove(before)


def _check_root(element: etree._Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise GraphFormatError("has a DOCTYPE, which is refused")
    if element.tag != f"{{{NAMESPACE}}}graphml":
        raise GraphFormatError(f"is no GraphML: its root is <{etree.QName(element).localname}>")


def _take(element: etree._Element, graph: nx.MultiDiGraph[str], keys: dict[str, _Key]) -> None:
    match etree.QName(element).localname:
        case "key":
            key = _key(element)
            keys[element.get("id", "")] = key
        case "node":
            name = _named(element, "id")
            graph.add_node(name)
            graph.nodes[name].update(_values(element, keys, "node"))
        case "edge":
            _take_edge(element, graph, keys)
        case "graph":
            if element.get("edgedefault") != "directed":
                raise GraphFormatError("is undirected: claim graphs are directed")
            graph.graph.update(_values(element, keys, "graph"))
        case "hyperedge":
            raise GraphFormatError("has hyperedges, which a claim graph can't hold")


def _take_edge(element: etree._Element, graph: nx.MultiDiGraph[str], keys: dict[str, _Key]) -> None:
    if element.get("directed") == "false":
        raise GraphFormatError(f"line {element.sourceline}: an undirected edge")
    source, target = _named(element, "source"), _named(element, "target")
    name = element.get("id")
    key = unhidden(name) if name else f"e{graph.number_of_edges()}"
    if graph.has_edge(source, target, key):
        raise GraphFormatError(f"line {element.sourceline}: two edges with the id {key!r}")
    graph.add_edge(source, target, key=key)
    graph.edges[source, target, key].update(_values(element, keys, "edge"))


def _key(element: etree._Element) -> _Key:
    declared = element.get("attr.type")
    if declared not in _KINDS:
        raise GraphFormatError(f"line {element.sourceline}: unknown type {declared!r}")
    kind = _KINDS[declared]
    described = element.findtext(f"{{{NAMESPACE}}}desc")
    for special, description in DESCRIPTIONS.items():
        if described == description and kind == "string":
            kind = special
    name = element.get("attr.name", element.get("id", ""))
    default = element.findtext(f"{{{NAMESPACE}}}default")
    return _Key(unhidden(name), element.get("for", "all"), kind, default, "yfiles.type" in element.attrib)


def _values(element: etree._Element, keys: dict[str, _Key], domain: str) -> dict[str, Any]:
    texts = {
        name: key.default
        for name, key in keys.items()
        if key.default is not None and key.domain in (domain, "all")
    }
    for data in element.findall(f"{{{NAMESPACE}}}data"):
        name = data.get("key", "")
        if name not in keys:
            raise GraphFormatError(f"line {data.sourceline}: no <key> is called {name!r}")
        if not keys[name].drawn:
            texts[name] = data.text or ""
    values = {}
    for name, text in texts.items():
        key = keys[name]
        try:
            values[key.name] = read(unhidden(text), key.kind)
        except (ValueError, KeyError, RecursionError) as error:
            raise GraphFormatError(
                f"line {element.sourceline}: {key.name} is {text[:80]!r}, no {key.kind}"
            ) from error
    return values


def _named(element: etree._Element, attribute: str) -> str:
    name = element.get(attribute)
    if name is None:
        raise GraphFormatError(f"line {element.sourceline}: an element without {attribute}")
    return unhidden(name)
