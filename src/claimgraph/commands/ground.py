"""The command `claimgraph ground`."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.commands.options import Linker, OwnTerms, Pipeline, one_of
from claimgraph.extract import vocabulary
from claimgraph.settings import DEFAULT_PIPELINE


def ground(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name, as a text would have it.")],
    *,
    context: Annotated[
        str | None,
        typer.Option(help="A text in which it stands, or which it is about.", show_default=False),
    ] = None,
    type_: Annotated[
        str | None,
        typer.Option(
            "--type",
            help=f"What it names ({', '.join(vocabulary.ENTITY_TYPES)}); by the context if not given.",
            callback=one_of(vocabulary.ENTITY_TYPES),
            show_default=False,
        ),
    ] = None,
    pipeline: Pipeline = DEFAULT_PIPELINE,
    own_terms: OwnTerms = None,
    linker: Linker = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object a line.")] = False,
) -> None:
    """Tell which concept a name means in a text, how sure that is, why, and what else it might mean.

    \b
    Examples:
      claimgraph ground IL-2
      claimgraph ground RCC --context "Renal cell carcinoma (RCC) responds to IL-2."
      claimgraph ground PD-1 --type GeneOrGeneProduct --json

    Without a probable concept the answer is –, with the candidates.
    """
    import msgspec

    from claimgraph.console import standard_output
    from claimgraph.extract.ground_name import ground as ground_name
    from claimgraph.extract.pipeline import load
    from claimgraph.rendering import show_grounding

    if not name.strip():
        raise typer.BadParameter("NAME is empty")
    nlp = load(pipeline, own_terms=own_terms or (), linker=linker)
    for mention in ground_name(name, nlp=nlp, context=context, entity_type=type_):
        if as_json:
            typer.echo(msgspec.json.encode(mention).decode())
        else:
            show_grounding(mention, standard_output())
