"""The job behind `claimgraph fetch`: all citations of a query or a list of PMIDs into one file."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from claimgraph.corpus.eutils.answers import Found, read_citations
from claimgraph.corpus.eutils.client import Client
from claimgraph.corpus.eutils.parts import Batch, Parts, Plan, Wanted
from claimgraph.corpus.eutils.search import Slice, search
from claimgraph.errors import RefusedRequest, RemoteError

_ASKED_AGAIN = 3  # for citations that did not come, before they count as missing

OnProgress = Callable[[int, int], None]  # citations done, of how many


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a download: citations in the file, and PMIDs of which PubMed has none."""

    citations: int
    missing: list[str]


def fetch(
    wanted: Wanted,
    output: Path,
    *,
    client: Client,
    on_progress: OnProgress = lambda done, count: None,
    on_found: Callable[[Found], None] = lambda found: None,
) -> Fetched:
    """Write the citations to `output`, whole, at the end; a download that was cut off goes on where it stood.

    Raises `RemoteError`: what has come by then stays beside the output.
    """
    parts = Parts(output)
    plan = parts.plan(wanted)
    if plan is None:
        plan = Plan(wanted=wanted, slices=tuple(_slices(wanted, client, on_found)))
        if not plan.count:
            raise RemoteError(f"no citation fits {wanted.said()}")
        parts.begin(plan)
    done = 0
    lost: set[tuple[str, str]] = set()
    for batch in plan.batches():
        if not parts.has(batch):
            parts.put(batch, _ask_batch(client, batch, lost))
        done += len(batch.ids)
        on_progress(done, plan.count)
    missing = parts.join(plan)
    return Fetched(citations=plan.count - len(missing), missing=missing)


def _slices(wanted: Wanted, client: Client, on_found: Callable[[Found], None]) -> list[Slice]:
    if wanted.query is not None:
        return search(client, wanted.query, limit=wanted.limit, on_found=on_found)
    ids = tuple(dict.fromkeys(wanted.ids))
    return [Slice(ids=ids if wanted.limit is None else ids[: wanted.limit])]


def _ask_batch(client: Client, batch: Batch, lost: set[tuple[str, str]]) -> dict[str, bytes]:
    """Ask for a batch where the server keeps the search, then by PMID for whatever did not come.

    `lost` are searches that the server keeps no longer.
    """
    citations: dict[str, bytes] = {}
    kept = (batch.slice.web_env, batch.slice.query_key)
    if all(kept) and kept not in lost:
        stretch = {"retstart": str(batch.start), "retmax": str(len(batch.ids))}
        try:
            came = _efetch(client, {"WebEnv": kept[0], "query_key": kept[1], **stretch})
        except RefusedRequest:
            lost.add(kept)
        else:
            citations = _only(came, batch.ids)
    for _ in range(_ASKED_AGAIN):
        lacking = [pmid for pmid in batch.ids if pmid not in citations]
        if not lacking:
            break
        citations |= _only(_efetch(client, {"id": ",".join(lacking)}), lacking)
    return citations


def _efetch(client: Client, what: dict[str, str]) -> dict[str, bytes]:
    return client.ask("efetch", {"db": "pubmed", "retmode": "xml", **what}, read_citations)


def _only(citations: dict[str, bytes], ids: Collection[str]) -> dict[str, bytes]:
    return {pmid: citations[pmid] for pmid in ids if pmid in citations}
