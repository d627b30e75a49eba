"""The command `claimgraph extract`."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from claimgraph.commands.exit_codes import INTERRUPTED, SOME_FAILED
from claimgraph.commands.options import (
    LOCAL,
    Engine,
    Fields,
    Format,
    Lines,
    Linker,
    Log,
    OwnTerms,
    Parts,
    Pipeline,
    Profile,
    Scheduler,
    Sources,
    known_cluster,
    known_format,
    read_options,
)
from claimgraph.errors import ClaimgraphError
from claimgraph.settings import DEFAULT_PIPELINE


def extract(
    sources: Sources,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write records here: JSON lines, .gz packs them, - is standard output."
        ),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            "-s",
            metavar="STORE",
            help="Put the claims into this store, a file or postgresql://…; what it has already is skipped.",
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=0, help="Worker processes; 0 is one for each core.")
    ] = 1,
    engine: Engine = LOCAL,
    scheduler: Scheduler = None,
    parts: Parts = None,
    format_: Format = None,
    pipeline: Pipeline = DEFAULT_PIPELINE,
    own_terms: OwnTerms = None,
    linker: Linker = None,
    fields: Fields = None,
    lines: Lines = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Into a store: try again what failed in unchanged files.")
    ] = False,
    reread: Annotated[
        bool,
        typer.Option("--reread", help="Into a store: also read the files that another pipeline has read."),
    ] = False,
    log: Log = None,
    profile: Profile = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Extract the claims of documents into a file or a store.

    \b
    Examples:
      claimgraph extract pubmed_result.xml --output claims.jsonl.gz
      claimgraph extract baseline/ --store claims.db --workers 4
      claimgraph extract baseline/ --store postgresql://db.lab/claims --workers 4
      claimgraph extract baseline/ --store claims.db --retry-failed --log run.jsonl --profile
      claimgraph extract baseline/ --store claims.db --engine dask --scheduler tcp://node1:8786
      claimgraph extract notes.jsonl --field text=body --field id=key -o claims.jsonl

    A record that can't be read or extracted is listed (beside the output, or in the store), the rest goes
    on, and the command ends with exit code 3. A killed run into a store is taken up by the same command: a
    file that is done and has not changed is not read again, `claimgraph status` tells what is left.
    Where no document was read at all, an earlier output stays, and the command ends with 1.
    """
    from claimgraph.console import progress_bar, tell, tell_profile, tell_summary
    from claimgraph.extract.count_documents import count_documents
    from claimgraph.extract.ledger import write_failures
    from claimgraph.extract.run import Job, extract_to_file, extract_to_store
    from claimgraph.extract.run_log import RunLog
    from claimgraph.extract.store_open import shown

    if (output is None) == (store is None):
        raise typer.BadParameter("give either --output or --store")
    if store is None and (retry_failed or reread):
        raise typer.BadParameter("--retry-failed and --reread need a --store")
    own = _written(sources, output, store)
    job = Job(
        sources=tuple(sources),
        pipeline=pipeline,
        own_terms=tuple(map(str, own_terms or ())),
        linker=linker,
        workers=workers or os.cpu_count() or 1,
        cluster=known_cluster(engine, scheduler, parts, output=str(output or store)),
        format=known_format(format_),
        options=read_options(fields, lines=lines),
        reread=reread,
        retry_failed=retry_failed,
    )
    began = time.monotonic()
    try:
        count = partial(count_documents, job, leave_out=own | _real(log), store=store)
        bar = progress_bar(count, quiet=quiet)
        with RunLog(log) as kept, bar as show:
            if output is not None:
                summary = extract_to_file(job, output, on_progress=show, log=kept)
            elif store is not None:
                summary = extract_to_store(job, store, on_progress=show, log=kept)
    except KeyboardInterrupt:
        tell(_stopped(output, store))
        raise typer.Exit(INTERRUPTED) from None
    listed: Path | str | None = None
    if output is not None and str(output) != "-":
        listed = write_failures(summary.failures, output)
    elif store is not None and summary.failures:
        listed = shown(store)
    if not quiet:
        tell_summary(
            summary,
            seconds=time.monotonic() - began,
            where=str(output or shown(store or "")),
            failures=str(listed) if listed else None,
        )
    if profile:
        tell_profile(summary)
    if not summary.done and (summary.failures or output is not None):
        raise ClaimgraphError("no document was read" + (f"; {output} was not written" if output else ""))
    if summary.failures:
        raise typer.Exit(SOME_FAILED)


def _written(sources: list[str], output: Path | None, store: str | None) -> frozenset[str]:
    """Real paths of what the run writes; a usage error where a source is among them or is not there."""
    from claimgraph.extract.written_files import files_of_output, files_of_store, named_files

    own = files_of_output(output) if output is not None else files_of_store(store or "")
    for source in named_files(sources):
        if not os.path.exists(source):
            raise typer.BadParameter(f"{source}: there is no such file")
        if os.path.realpath(source) in own:
            raise typer.BadParameter(f"{source} is both read and written")
    return own


def _real(path: Path | None) -> frozenset[str]:
    return frozenset() if path is None else frozenset([os.path.realpath(path)])


def _stopped(output: Path | None, store: str | None) -> str:
    if store is not None:
        from claimgraph.extract.store_open import shown

        return f"stopped; the same command takes the run into {shown(store)} up where it stood"
    return f"stopped; {output} was not written"
