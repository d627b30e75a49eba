"""The command `claimgraph fetch`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimgraph.commands.exit_codes import INTERRUPTED, SOME_FAILED

if TYPE_CHECKING:
    from claimgraph.corpus.eutils.answers import Found


def fetch(
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY", help="What to search for, as one writes it at PubMed.", show_default=False
        ),
    ] = None,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Write PubMed XML here, .gz packs it.", show_default=False)
    ],
    ids: Annotated[
        Path | None,
        typer.Option(
            "--ids",
            metavar="FILE",
            help="Fetch the PMIDs of this file (or - for standard input) and search nothing.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Fetch so many at most.", show_default=False)
    ] = None,
    email: Annotated[
        str | None,
        typer.Option(help="Where NCBI can reach you; NCBI_EMAIL if not given.", show_default=False),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Where the E-utilities are, if not at NCBI; CLAIMGRAPH_EUTILS_URL if not given.",
            show_default=False,
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Fetch citations from PubMed into a file that `extract` reads.

    \b
    Examples:
      claimgraph fetch "interleukin-2 AND melanoma" -o abstracts.xml.gz
      claimgraph fetch --ids pmids.txt -o abstracts.xml.gz
      claimgraph fetch "regulatory t cells[majr]" --limit 1000 -o tregs.xml

    A key in NCBI_API_KEY makes it quicker. A download that was cut off is taken up by the same command: till it
    is whole, it lies in OUTPUT.parts. PMIDs of which PubMed has nothing are listed in OUTPUT.missing.txt, and the
    command ends with exit code 3. docs/pubmed.md has more.
    """
    from claimgraph.console import counted, counting_bar, tell
    from claimgraph.corpus.eutils.client import Access, Client, is_address
    from claimgraph.corpus.eutils.fetch import fetch as fetch_citations
    from claimgraph.corpus.eutils.parts import Wanted, write_missing
    from claimgraph.corpus.eutils.pmid_list import read_pmids
    from claimgraph.settings import eutils_url, ncbi_api_key, ncbi_email

    if (query is None) == (ids is None):
        raise typer.BadParameter("give either a QUERY or --ids")
    if query is not None and not query.strip():
        raise typer.BadParameter("the QUERY is empty")
    place = base_url or eutils_url()
    if not is_address(place):
        raise typer.BadParameter(f"{place!r} is no address on the web")
    if output.is_dir() or not output.absolute().parent.is_dir():
        raise typer.BadParameter(f"{output} can't be written: it is a folder, or its folder is not there")
    wanted = Wanted(base_url=place, query=query, ids=read_pmids(ids) if ids else (), limit=limit)
    access = Access(base_url=place, api_key=ncbi_api_key(), email=email or ncbi_email())

    def found(answer: Found) -> None:
        if quiet:
            return
        tell(f"{counted(answer.count, 'citation')} fit; PubMed reads the query as {answer.read_as or query}")
        if answer.not_found:
            tell(f"PubMed knows nothing of: {', '.join(answer.not_found)}")

    def waiting(reason: str, seconds: float) -> None:
        if not quiet:
            tell(f"{reason}; again in {seconds:.0f} s")

    try:
        with Client(access, on_wait=waiting) as client, counting_bar("citations", quiet=quiet) as show:
            fetched = fetch_citations(wanted, output, client=client, on_progress=show, on_found=found)
    except KeyboardInterrupt:
        tell(f"stopped; the same command takes the download of {output} up where it stood")
        raise typer.Exit(INTERRUPTED) from None
    listed = write_missing(fetched.missing, output)
    if not quiet:
        missing = f", {len(fetched.missing):,} missing (listed in {listed})" if listed else ""
        tell(f"{output}: {counted(fetched.citations, 'citation')}{missing}")
    if fetched.missing:
        raise typer.Exit(SOME_FAILED)
