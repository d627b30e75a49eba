"""What the claim store has of a document already: whether it has to be read, or only what is known of it."""

from __future__ import annotations

from typing import Literal

import msgspec

from claimgraph.corpus.document import Document
from claimgraph.extract.article_names import article_names, rank
from claimgraph.extract.citation_age import is_older
from claimgraph.extract.records import Record
from claimgraph.extract.store_connection import StoreConnection, listed
from claimgraph.extract.store_ledger import Revision, read_of
from claimgraph.extract.store_write import same_articles, text_hash

_NAMES = """
SELECT DISTINCT name FROM document_name WHERE document_id IN (
    SELECT document_id FROM document_name WHERE name IN (SELECT value FROM json_each(?))
)
"""

Standing = Literal["unread", "revised", "known"]


def standing(connection: StoreConnection, document: Document | Record, pipeline: str) -> Standing:
    """Tell how the store stands to a document as it was just read from its source, or to its record.

    "known": nothing of it is new: this pipeline read the same text, or it was withdrawn, or the store has a
    newer version, or the article under a better name. "revised": of its record only title or source have
    changed, or it is a notice.
    """
    source = document.source
    twins = same_articles(connection, document.id, source)
    if any(rank(key) < rank(document.id) for key in twins):
        return "revised" if source.retracted or source.retracts else "known"
    known = read_of(connection, document.id)
    if known is None:
        return "unread"
    if is_older(source, known.source):
        return "unread" if source.retracted and not known.withdrawn else "known"
    read = (known.text_hash, known.pipeline) == (text_hash(document.text), pipeline)
    if not (read or known.withdrawn):
        return "unread"
    # The same record may lie in several files.
    elsewhere = msgspec.structs.replace(known.source, path=source.path)
    same = (known.title, elsewhere) == (document.title, source)
    return "known" if same and (known.withdrawn or not source.retracted) else "revised"


def names_of(connection: StoreConnection, document: Document | Record) -> set[str]:
    """The names of a document's article, with those of the stored documents that share one of them."""
    names = article_names(document.id, document.source)
    return {*names, *(row[0] for row in connection.execute(_NAMES, (listed(names),)))}


def revision_of(document: Document | Record) -> Revision:
    """What is known of a document, for a store that has its text."""
    return Revision(
        id=document.id, title=document.title, source=document.source, text_hash=text_hash(document.text)
    )
