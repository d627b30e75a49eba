"""A query's PMIDs, however many: PubMed gives out 9,999 of a search, so a larger one is cut by ranges of PMIDs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from claimgraph.corpus.eutils.answers import Found, read_search
from claimgraph.corpus.eutils.client import Client
from claimgraph.corpus.eutils.unanswered import Unanswered
from claimgraph.errors import RemoteError

MOST_OF_A_SEARCH = 9_999
_LAST_PMID = 99_999_999
_MAY_LACK = 0.01  # of the citations: PubMed changes while it is searched


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """Part of what is to be fetched; `web_env` and `query_key` are where the server keeps it, if it does."""

    ids: tuple[str, ...]
    web_env: str = ""
    query_key: str = ""


def search(
    client: Client,
    query: str,
    *,
    limit: int | None = None,
    on_found: Callable[[Found], None] = lambda found: None,
) -> list[Slice]:
    """Search PubMed; `on_found` gets the first answer, with the number of all that fit.

    `limit` takes only the first citations, in PubMed's order where they are no more than 9,999, else by PMID.
    Raises `RemoteError`.
    """
    most = MOST_OF_A_SEARCH if limit is None else min(limit, MOST_OF_A_SEARCH)
    found = _ask(client, query, most)
    on_found(found)
    wanted = found.count if limit is None else min(limit, found.count)
    if wanted <= MOST_OF_A_SEARCH:
        return [_slice(found)] if found.ids else []
    slices: list[Slice] = []
    number = 0
    for one in _ranges(client, query, 1, _LAST_PMID, found.count):
        slices.append(one if number + len(one.ids) <= wanted else Slice(ids=one.ids[: wanted - number]))
        number += len(slices[-1].ids)
        if number >= wanted:
            break
    if number < wanted * (1 - _MAY_LACK):
        raise RemoteError(
            f"{found.count:,} citations fit, but by ranges of PMIDs only {number:,} were found; narrow the query"
        )
    return slices


def _ranges(client: Client, query: str, first: int, last: int, count: int) -> Iterator[Slice]:
    """Halve a range until each half can be given out; `count` is what fits in it."""
    if not count:
        return
    if count <= MOST_OF_A_SEARCH or first == last:
        yield _slice(_ask(client, _within(query, first, last), MOST_OF_A_SEARCH))
        return
    middle = (first + last) // 2
    for begin, end in ((first, middle), (middle + 1, last)):
        half = _ask(client, _within(query, begin, end), 0)
        yield from _ranges(client, query, begin, end, half.count)


def _within(query: str, first: int, last: int) -> str:
    return f"({query}) AND {first}:{last}[UID]"


def _ask(client: Client, query: str, most: int) -> Found:
    parameters = {
        **{"db": "pubmed", "term": query, "retmode": "xml"},
        **{"usehistory": "y", "retstart": "0", "retmax": str(most)},
    }

    def read(answer: bytes) -> Found:
        found = read_search(answer)
        if len(found.ids) < min(found.count, most):
            raise Unanswered(f"{len(found.ids):,} ids came of {min(found.count, most):,}")
        return found

    return client.ask("esearch", parameters, read)


def _slice(found: Found) -> Slice:
    return Slice(ids=tuple(dict.fromkeys(found.ids)), web_env=found.web_env, query_key=found.query_key)
