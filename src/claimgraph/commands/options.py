"""Arguments and options that several commands have."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from claimgraph.corpus.options import ReadOptions
    from claimgraph.extract.cluster import Cluster

LOCAL = "local"
ENGINES = (LOCAL, "dask")
Given = TypeVar("Given", str | None, list[str] | None)

Store = Annotated[
    str, typer.Argument(metavar="STORE", help="A store that extract wrote: a file, or postgresql://….")
]
Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCES",
        help="Files, folders, patterns in quotes, or - for standard input; gzip anywhere.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="Read every source as pubmed_xml, medline, pubmed_page, pubtator, bioc_xml, bioc_json, jats, "
        "jsonl, csv or plain; told by its content if not given.",
        show_default=False,
    ),
]
GraphFormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME",
        help="The format of the graph; told by its ending if not given.",
        show_default=False,
    ),
]
Pipeline = Annotated[str, typer.Option(help="Name or folder of the pipeline.")]
OwnTerms = Annotated[
    list[Path] | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        help="Your own terms, tab-separated: id, name, type, synonyms (docs/grounding.md). Repeatable.",
        exists=True,
        dir_okay=False,
        show_default=False,
    ),
]
Linker = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|FILE",
        help="Ground with scispaCy's linker of that name (mesh, say), or on your own knowledge base in its form, "
        "and not with the lexicon (docs/grounding.md).",
        show_default=False,
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="PART=NAME",
        help="In JSON lines and tables, PART (id, pmid, doi, title, text, abstract, …) is called NAME. "
        "Repeatable, or parted by commas.",
        show_default=False,
    ),
]
General = Annotated[
    bool,
    typer.Option(
        "--general",
        help="Also answer with what stands under an entity in the lexicon: kinds of a disease, members of a family.",
    ),
]
Engine = Annotated[
    str,
    typer.Option(help="What does the reading: local (processes of this machine) or dask (docs/cluster.md)."),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="With --engine dask: the cluster's scheduler, tcp://host:port, whose workers do the reading; "
        "without it, --workers of this machine.",
        show_default=False,
    ),
]
Parts = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="With --engine dask: a folder that all machines see, for results on their way; "
        "X.parts beside the output X if not given.",
        file_okay=False,
        show_default=False,
    ),
]
Log = Annotated[
    Path | None,
    typer.Option(
        "--log",
        metavar="FILE",
        help="Add a log of the run to this file: JSON lines, one an event.",
        show_default=False,
    ),
]
Profile = Annotated[
    bool, typer.Option("--profile", help="Tell at the end what each step took, in ms a document.")
]
Lines = Annotated[bool, typer.Option("--lines", help="In plain text, each line is a document.")]


def one_of(allowed: Collection[str]) -> Callable[[Given], Given]:
    """Check of an option, single or repeatable, whose values come from a closed list."""

    def check(given: Given) -> Given:
        for value in (given,) if isinstance(given, str) else given or ():
            if value not in allowed:
                raise typer.BadParameter(f"{value!r} is none of {', '.join(allowed)}")
        return given

    return check


def known_format(name: str | None) -> str | None:
    """Check the name of a format."""
    from claimgraph.corpus.formats import READERS

    if name is not None and name not in READERS:
        raise typer.BadParameter(f"unknown format {name!r}; known are {', '.join(READERS)}")
    return name


def known_cluster(engine: str, scheduler: str | None, parts: Path | None, *, output: str) -> Cluster | None:
    """Put `--engine`, `--scheduler` and `--parts` together; None is this machine alone."""
    from claimgraph.extract.cluster import Cluster
    from claimgraph.extract.store_open import is_on_server

    if engine not in ENGINES:
        raise typer.BadParameter(f"unknown engine {engine!r}; known are {', '.join(ENGINES)}")
    if engine == LOCAL and (scheduler or parts):
        raise typer.BadParameter("--scheduler and --parts need --engine dask")
    if engine == LOCAL:
        return None
    if parts is None and (output == "-" or is_on_server(output)):
        raise typer.BadParameter("--engine dask needs --parts where the output is no file")
    return Cluster(parts=str(parts or f"{output}.parts"), scheduler=scheduler)


def read_options(fields: list[str] | None, *, lines: bool) -> ReadOptions:
    """Put `--field` and `--lines` together; raises a usage error for what is no PART=NAME."""
    import msgspec

    from claimgraph.corpus.options import JsonFields, ReadOptions

    parts = JsonFields.__struct_fields__
    names: dict[str, str] = {}
    next_part = re.compile(rf",(?=(?:{'|'.join(parts)})=)")
    for field in (piece for given in fields or () for piece in next_part.split(given)):
        part, equals, name = field.partition("=")
        if not (equals and name) or part not in parts:
            raise typer.BadParameter(f"--field {field!r} is not PART=NAME; PART is one of {', '.join(parts)}")
        names[part] = name
    return ReadOptions(fields=msgspec.convert(names, JsonFields), plain="line" if lines else "file")
