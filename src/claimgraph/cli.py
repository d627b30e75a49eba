"""The command line: puts the commands of `claimgraph.commands` together, and turns errors into one line.

Exit codes: 0 all done; 1 the command failed; 2 it was called wrongly; 3 it was done, but some records failed.
"""

from __future__ import annotations

import signal
import sys
from typing import Annotated, NoReturn

import typer

from claimgraph.commands.exit_codes import FAILED, TERMINATED
from claimgraph.commands.explain import explain
from claimgraph.commands.export import export
from claimgraph.commands.extract import extract
from claimgraph.commands.fetch import fetch
from claimgraph.commands.ground import ground
from claimgraph.commands.help_texts import first_line
from claimgraph.commands.import_graph import import_graph
from claimgraph.commands.measure_belief import measure_belief
from claimgraph.commands.merge import merge
from claimgraph.commands.models import lexicon, train
from claimgraph.commands.plot import plot
from claimgraph.commands.query import query
from claimgraph.commands.show import show
from claimgraph.commands.status import status
from claimgraph.commands.sync import sync
from claimgraph.commands.view import view
from claimgraph.commands.withdraw import withdraw
from claimgraph.errors import ClaimgraphError
from claimgraph.extract.benchmark.command import benchmark
from claimgraph.version import __version__

app = typer.Typer(
    name="claimgraph",
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: quick, and the same in a pipe
)
for command in (
    *(extract, sync, fetch, status, merge, withdraw),
    *(show, ground, explain, export, view, benchmark, measure_belief),
):
    app.command(short_help=first_line(command))(command)
app.command("import", short_help=first_line(import_graph))(import_graph)
for name, group in (("query", query), ("plot", plot), ("train", train), ("lexicon", lexicon)):
    told = group.registered_callback.callback if group.registered_callback else None
    app.add_typer(group, name=name, short_help=first_line(told) if told else None)


@app.callback(invoke_without_command=True)
def claimgraph(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """From biomedical abstracts to a graph of claims that leads back to its sentences.

    \b
    Examples:
      claimgraph extract abstracts.xml.gz --store claims.db
      claimgraph query claims.db relations IL-2 --with melanoma
      claimgraph export claims.db graph.graphml
      claimgraph view claims.db claims.html

    Exit codes: 0 all done, 1 failed, 2 called wrongly, 3 done but some records failed.
    """
    if version:
        typer.echo(f"claimgraph {__version__}")
        raise typer.Exit


def main() -> NoReturn:
    """Run the command line; errors that claimgraph knows, and the system's, become one line."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # tidy up as after Ctrl-C
    try:
        app()
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stdout = None  # nothing more to flush at exit
        sys.exit(FAILED)
    except (ClaimgraphError, OSError, UnicodeEncodeError) as error:
        reason = str(error)
        if isinstance(error, UnicodeEncodeError):
            near = error.object[max(0, error.start - 30) : error.end + 30]
            reason = f"{near!a} can't be written in {error.encoding}"
        if isinstance(error, OSError):
            reason = f"{error.filename}: {error.strerror}" if error.filename else error.strerror or reason
        sys.stderr.write(f"claimgraph: {' '.join(reason.split())}\n")
        sys.exit(FAILED)
    sys.exit(0)
