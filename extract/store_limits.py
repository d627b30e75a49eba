"""What a store on a PostgreSQL server can't hold: NUL characters, and names too long for its indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from claimgraph.corpus.document import Deletion, Document
from claimgraph.extract.article_names import article_name, article_names
from claimgraph.extract.claim import Claim, Mention
from claimgraph.extract.claim_key import node_key
from claimgraph.extract.lookup_key import lookup_key
from claimgraph.extract.records import Record, claims_of
from claimgraph.extract.store_ledger import Failure

LONGEST_BYTES = 2_600  # PostgreSQL indexes 2,704, with what it adds to each
_SHOWN = 200  # characters of such an id in the list of failures

_Came = TypeVar("_Came")


def held(item: _Came) -> _Came | Failure:
    """What came of a source as a server's store can hold it: a failure, with the reason, in place of what it can't.

    >>> held(Deletion(id="gone\\0", path="a.xml")).record
    'gone␀'
    """
    if isinstance(item, Failure):
        return _storable(item)
    if isinstance(item, Document | Record | Deletion) and (reason := _fault(item)):
        path = item.path if isinstance(item, Deletion) else item.source.path
        return _storable(Failure(path or "", item.id, reason))
    return item


def _fault(item: Document | Record | Deletion) -> str | None:
    """Why a server can't hold it; None where it can."""
    claims = tuple(claims_of(item)) if isinstance(item, Record) else ()
    names = {item.id, article_name(item.id)}
    told: list[object] = [item.id, claims]
    if not isinstance(item, Deletion):
        told += [item.title, item.source]
        names |= {*article_names(item.id, item.source), *map(article_name, item.source.retracts)}
    if any("\0" in text for text in _texts(msgspec.to_builtins(told))):
        return "a store on a server holds no NUL character: one is in its id, title, source or claims"
    names.update(name for mention in _mentions(claims) for name in _names(mention))
    longest = max(map(_bytes, names))
    if longest > LONGEST_BYTES:
        return f"a store on a server holds no id or name of more than {LONGEST_BYTES:,} bytes: one has {longest:,}"
    return None


def _storable(failure: Failure) -> Failure:
    """A failure as a server can keep it: without NUL characters, and no longer id than is needed to know it."""
    record = failure.record and _visible(failure.record)
    if record and len(record) > _SHOWN:
        record = f"{record[:_SHOWN]}…"
    return msgspec.structs.replace(failure, record=record, reason=_visible(failure.reason))


def _visible(text: str) -> str:
    return text.replace("\0", "\N{SYMBOL FOR NULL}")


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _mentions(claims: Iterable[Claim]) -> Iterator[Mention]:
    for claim in claims:
        yield from (claim.subject, claim.object)
        yield from (context.mention for context in claim.context if context.mention)


def _names(mention: Mention) -> Iterator[str]:
    yield from (mention.text, lookup_key(mention.text), node_key(mention))
    if mention.concept is not None:
        yield from (lookup_key(mention.concept.name), *mention.concept.xrefs)
