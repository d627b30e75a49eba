"""How answers are given: as text, JSON or CSV on standard output, or as a graph in a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimgraph.commands.options import one_of

if TYPE_CHECKING:
    import msgspec
    from rich.console import Console

FORMATS = ("table", "json", "csv")

AsJson = Annotated[bool, typer.Option("--json", help="Print a JSON object a line, whole.")]
Form = Annotated[
    str,
    typer.Option(
        "--format",
        help="Print the answers as table, json (an object a line, whole) or csv.",
        callback=one_of(FORMATS),
    ),
]
Graph = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PART",
        help="Write the relations of the answers as a graph: its ending tells the format, as that of an export.",
        show_default=False,
    ),
]


@dataclass(frozen=True)
class Output:
    """Where answers go and in which form."""

    form: str
    graph: Path | None = None

    @property
    def whole(self) -> bool:
        """Whether all evidence is wanted, and not only what can be looked at."""
        return self.form != "table" or self.graph is not None

    def evidence(self, shown: int) -> int | None:
        """How many sentences to ask for: all, or as many as are shown."""
        return None if self.whole else shown

    def give(
        self, found: Sequence[msgspec.Struct], columns: Sequence[str], show: Callable[[Console], None]
    ) -> None:
        """Print the answers, or write their graph; `show` prints them as text, `columns` head their CSV."""
        if self.graph is not None:
            from claimgraph.console import counted
            from claimgraph.graphs.formats.catalog import write_graph
            from claimgraph.graphs.sub_graph import sub_graph

            graph = sub_graph(found)
            write_graph(graph, self.graph)
            counts = counted(graph.number_of_nodes(), "node"), counted(graph.number_of_edges(), "edge")
            typer.echo(f"{self.graph}: {', '.join(counts)}", err=True)
        elif self.form == "json":
            import msgspec

            for answer in found:
                typer.echo(msgspec.json.encode(answer).decode())
        elif self.form == "csv":
            import csv
            import sys

            from claimgraph.answer_rows import rows_of

            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(columns)
            for answer in found:
                writer.writerows([row.get(name) for name in columns] for row in rows_of(answer))
        else:
            from claimgraph.console import standard_output

            show(standard_output())


def output(*, form: Form = "table", as_json: AsJson = False) -> Output:
    """Options of a question whose answers are no relations."""
    return Output(_form(form, as_json=as_json))


def _form(form: str, *, as_json: bool) -> str:
    if as_json and form == "csv":
        raise typer.BadParameter("--json and --format csv are two forms: give one")
    return "json" if as_json else form


def graph_output(*, form: Form = "table", as_json: AsJson = False, graph: Graph = None) -> Output:
    """Options of a question whose answers hold relations."""
    if graph is not None:
        from claimgraph.errors import GraphFormatError
        from claimgraph.graphs.formats.catalog import format_of

        try:
            format_of(graph)
        except GraphFormatError as error:
            raise typer.BadParameter(str(error)) from error
        if as_json or form != "table":
            raise typer.BadParameter(
                "--output writes a graph and prints no answers: leave --json and --format out"
            )
    return Output(_form(form, as_json=as_json), graph)


RELATION = (
    *("key", "subject", "subject_name", "subject_type", "predicate", "object", "object_name", "object_type"),
    *("direction", "aspect", "polarity", "sign", "belief", "n_claims", "n_documents", "documents"),
)
NODE = ("node", "name", "type")
