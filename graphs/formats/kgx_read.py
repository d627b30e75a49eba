"""Reads the KGX that `kgx` wrote back into the same claim graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import networkx as nx

from claimgraph.errors import GraphFormatError
from claimgraph.extract.statement import Node, Statement, Support
from claimgraph.graphs.build import assembled
from claimgraph.graphs.formats.claim_values import node_in, statement_in, supports_in
from claimgraph.graphs.formats.hidden import unhidden
from claimgraph.graphs.formats.identifiers import key_of_curie
from claimgraph.graphs.formats.json_text import shown_json
from claimgraph.graphs.formats.kgx import EDGE_COLUMNS, NODE_COLUMNS
from claimgraph.graphs.formats.reading import opened

_LISTS = ("xref", "category", "publications")
_Lines = Callable[[Iterable[bytes], tuple[str, ...]], Iterator[dict[str, Any]]]


def read_kgx_tsv(path: Path | str) -> nx.MultiDiGraph[str]:
    """Read the folder of tables that `write_kgx_tsv` wrote; raises `GraphFormatError`."""
    return _read(Path(path), "tsv", _table)


def read_kgx_jsonl(path: Path | str) -> nx.MultiDiGraph[str]:
    """Read the folder of JSON lines that `write_kgx_jsonl` wrote; raises `GraphFormatError`."""
    return _read(Path(path), "jsonl", _json_lines)


class _ReadClaims:
    """What stands in the files, to be assembled like any claims."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._statements: dict[Statement, list[Support]] = {}

    def add_node(self, said: dict[str, Any]) -> None:
        key = key_of_curie(_text(said, "id"))
        xrefs = [key_of_curie(str(xref)) for xref in said.get("xref") or ()]
        self._nodes[key] = node_in(
            key, {**said, "id": None if key.startswith("text:") else key, "xrefs": xrefs}
        )

    def add_edge(self, said: dict[str, Any]) -> None:
        where = f"edge {_text(said, 'id')!r}"
        ends = key_of_curie(_text(said, "subject")), key_of_curie(_text(said, "object"))
        values = {
            "predicate": said.get("predicate_of_claim"),
            "direction": said.get("object_direction_qualifier"),
            "aspect": said.get("aspect"),
            "polarity": "negated" if said.get("negated") else "affirmed",
        }
        statement = statement_in(*ends, said["id"], values)
        if strange := [end for end in ends if end not in self._nodes]:
            raise GraphFormatError(f"{where} ends at {strange[0]!r}, which is no node")
        if statement in self._statements:
            raise GraphFormatError(f"{where} states what another edge does")
        self._statements[statement] = supports_in(said["id"], {"evidence": said.get("evidence")})

    def nodes(self) -> Iterator[Node]:
        return iter(self._nodes.values())

    def statements(self) -> Iterator[tuple[Statement, list[Support]]]:
        return iter(sorted(self._statements.items(), key=lambda found: found[0].order))


def _read(folder: Path, ending: str, lines: _Lines) -> nx.MultiDiGraph[str]:
    read = _ReadClaims()
    for part, columns, add in (
        ("nodes", NODE_COLUMNS, read.add_node),
        ("edges", EDGE_COLUMNS, read.add_edge),
    ):
        with opened(folder / f"{part}.{ending}") as stream:
            for said in lines(stream, columns):
                add(said)
    return assembled(read)


def _json_lines(lines: Iterable[bytes], columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        said = _decoded(line, number)
        if not isinstance(said, dict):
            raise GraphFormatError(f"line {number}: is no object with {', '.join(columns[:3])}, …")
        yield shown_json(said)


def _table(lines: Iterable[bytes], columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    header: list[str] | None = None
    for number, line in enumerate(lines, start=1):
        try:
            cells = line.decode().removesuffix("\n").split("\t")
        except UnicodeDecodeError as error:
            raise GraphFormatError(f"line {number}: {error}") from None
        if header is None:
            header = cells
            if missing := [column for column in columns if column not in header]:
                raise GraphFormatError(f"has no column {missing[0]!r}: it is not KGX as claimgraph writes it")
            continue
        if len(cells) != len(header):
            raise GraphFormatError(f"line {number}: has {len(cells)} cells, not {len(header)}")
        yield {
            name: _value(name, unhidden(cell), number)
            for name, cell in zip(header, cells, strict=True)
            if cell
        }
    if header is None:
        raise GraphFormatError("is empty")


def _value(name: str, cell: str, number: int) -> Any:
    if name in _LISTS:
        return cell.split("|")
    if name == "negated":
        return cell == "true"
    if name.startswith("n_"):
        return int(cell) if cell.isdecimal() else cell
    return shown_json(_decoded(cell, number)) if name == "evidence" else cell


def _decoded(text: bytes | str, number: int) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise GraphFormatError(f"line {number}: {error}") from None


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str):
        raise GraphFormatError(f"a row has no {name}")
    return value
