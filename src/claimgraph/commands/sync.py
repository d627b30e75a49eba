"""The command `claimgraph sync`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.commands.extract import extract
from claimgraph.commands.options import (
    LOCAL,
    Engine,
    Linker,
    Log,
    OwnTerms,
    Parts,
    Pipeline,
    Profile,
    Scheduler,
)
from claimgraph.settings import DEFAULT_PIPELINE


def sync(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="Folder with PubMed's baseline and update files, pubmed26n0001.xml.gz and so on, and their .md5.",
            exists=True,
            file_okay=False,
        ),
    ],
    *,
    store: Annotated[
        str,
        typer.Option(
            "--store", "-s", metavar="STORE", help="Bring this store up to date; made if it is not there."
        ),
    ],
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=0, help="Worker processes; 0 is one for each core.")
    ] = 1,
    engine: Engine = LOCAL,
    scheduler: Scheduler = None,
    parts: Parts = None,
    pipeline: Pipeline = DEFAULT_PIPELINE,
    own_terms: OwnTerms = None,
    linker: Linker = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed in unchanged files.")
    ] = False,
    reread: Annotated[
        bool, typer.Option("--reread", help="Also read the files that another pipeline has read.")
    ] = False,
    log: Log = None,
    profile: Profile = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Bring a store up to date with a folder of PubMed's baseline and update files.

    \b
    Examples:
      claimgraph sync pubmed/ --store claims.db --workers 4
      claimgraph sync pubmed/ --store claims.db --retry-failed --log sync.jsonl --profile

    The files are taken in the order in which they came out; one that is done and has not changed is not read
    again. A file whose checksum is wrong, or that ends early, counts for nothing and is noted as failed: fetch it
    anew and say the same command, which also takes a killed run up. docs/pubmed.md has more.
    """
    from claimgraph.console import tell
    from claimgraph.corpus.pubmed_files import not_there, pubmed_files
    from claimgraph.errors import UnreadableSource

    files = pubmed_files(folder)
    if not files:
        raise UnreadableSource("the folder holds no file called like pubmed26n0001.xml.gz", path=str(folder))
    if not quiet and (gaps := not_there(files)):
        tell(f"not there: {', '.join(gaps)}")
    extract(
        [file.path for file in files],
        store=store,
        workers=workers,
        engine=engine,
        scheduler=scheduler,
        parts=parts,
        format_="pubmed_xml",
        pipeline=pipeline,
        own_terms=own_terms,
        linker=linker,
        retry_failed=retry_failed,
        reread=reread,
        log=log,
        profile=profile,
        quiet=quiet,
    )
