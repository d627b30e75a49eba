"""Fixed words of PubMed's citations, the same in XML and MEDLINE: no title, retracted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from claimgraph.corpus.tables import table


def is_title(text: str) -> bool:
    """Whether a title field holds a title, and not words that stand for none ("[Not Available].")."""
    return bool(text.strip()) and text.strip(" [].").casefold() not in _words("no_title")


def says_retracted(publication_types: Iterable[str]) -> bool:
    """Whether one of these types, by its name or its MeSH id, is that of a retracted article."""
    return any(kind.casefold() in _words("retracted") for kind in publication_types)


def says_notice(publication_types: Iterable[str]) -> bool:
    """Whether one of these types is that of a notice, which repeats the title of the article that it is about."""
    return any(kind.casefold() in _words("notice") for kind in publication_types)


def is_reference(name: str | None, kind: str) -> bool:
    """Whether a reference's type (`RefType` of CommentsCorrections) is "replaced_in", "replaced_from" or
    "corrected_in".
    """
    return (name or "").casefold() in _words(kind)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["words"] for row in table("citation_words") if row["kind"] == kind)
