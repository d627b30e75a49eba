"""The command `claimgraph explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.commands.options import (
    Fields,
    Format,
    Lines,
    Linker,
    OwnTerms,
    Pipeline,
    Store,
    known_format,
    read_options,
)
from claimgraph.settings import DEFAULT_PIPELINE


def explain(
    store: Store,
    key: Annotated[
        str,
        typer.Argument(metavar="CLAIM_KEY", help="The claim's key, or a beginning that no other has."),
    ],
    *,
    source: Annotated[
        str | None,
        typer.Option(
            help="Where the document is; where it was read first, if not given.", show_default=False
        ),
    ] = None,
    format_: Format = None,
    pipeline: Pipeline = DEFAULT_PIPELINE,
    own_terms: OwnTerms = None,
    linker: Linker = None,
    fields: Fields = None,
    lines: Lines = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, whole.")] = False,
) -> None:
    """Tell why a claim was made: its sentence, the path in the parse, rule, model, score, identifiers.

    \b
    Examples:
      claimgraph query claims.db relations IL-2 --keys
      claimgraph explain claims.db 04a7b1
      claimgraph explain claims.db 04a7b1 --source abstracts.xml.gz --json

    The document is read again. Where its source is gone, the sentences of the store are read in its place.
    """
    import msgspec

    from claimgraph.console import standard_output
    from claimgraph.explained import show_explanation
    from claimgraph.extract.explain import explain as explain_claim
    from claimgraph.extract.pipeline import load
    from claimgraph.extract.store import ClaimStore

    if not key.strip():
        raise typer.BadParameter("CLAIM_KEY is empty")
    with ClaimStore.open(store) as claims:
        claims.claim(key)  # a wrong key is told before the pipeline is loaded
        found = explain_claim(
            claims,
            key,
            nlp=load(pipeline, own_terms=own_terms or (), linker=linker),
            source=source,
            format=known_format(format_),
            options=read_options(fields, lines=lines),
        )
    if as_json:
        typer.echo(msgspec.json.encode(found).decode())
    else:
        show_explanation(found, standard_output())
