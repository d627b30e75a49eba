"""The names under which an article is known: its document's id, its PMID, PMC id and DOI."""

from __future__ import annotations

from claimgraph.corpus.document import Source
from claimgraph.corpus.identifiers import as_doi, as_pmcid, as_pmid, doi_curie, source_ids

KINDS = ("PMID", "PMC", "DOI")  # the better name first


def article_name(name: str) -> str:
    """One spelling of a name: DOIs are the same in any case.

    >>> article_name("DOI:10.9999/ABC.1")
    'DOI:10.9999/abc.1'
    """
    kind, colon, value = name.partition(":")
    return doi_curie(value) if kind == "DOI" and colon else name


def article_names(document: str, source: Source) -> tuple[str, ...]:
    """All names of an article, the document's id first.

    >>> article_names("PMID:1", Source(pmid="1", pmcid="PMC22", doi="10.9999/A"))
    ('PMID:1', 'PMC:22', 'DOI:10.9999/a')
    """
    return tuple(dict.fromkeys([article_name(document), *source_ids(source)]))


def is_same_article(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two documents, by their names, are one article: a name in common, and none that differs.

    >>> is_same_article(("PMID:1", "DOI:10.9999/a"), ("DOI:10.9999/a",))
    True
    >>> is_same_article(("PMID:1", "DOI:10.9999/a"), ("PMID:2", "DOI:10.9999/a"))
    False
    """
    if set(one).isdisjoint(other):
        return False
    return all(len({name for name in (*one, *other) if _kind(name) == kind}) <= 1 for kind in KINDS)


def is_of_article(name: str) -> bool:
    """Whether a name is a PMID, PMC id or DOI.

    >>> is_of_article("PMID:77"), is_of_article("notes.txt#1")
    (True, False)
    """
    return _kind(name) in KINDS


def rank(document: str) -> int:
    """How good an id is to keep an article under: PMID, PMC id, DOI, any other; lower is better."""
    kind = _kind(document)
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _kind(name: str) -> str:
    return name.partition(":")[0]


def named_article(given: str) -> str:
    """The name of an article that a person gives as a bare PMID, PMC id or DOI; anything else stays as it is.

    >>> named_article("77"), named_article("PMC22"), named_article("https://doi.org/10.9999/A"), named_article("a-1")
    ('PMID:77', 'PMC:22', 'DOI:10.9999/a', 'a-1')
    """
    if pmid := as_pmid(given):
        return f"PMID:{pmid}"
    if pmcid := as_pmcid(given):
        return f"PMC:{pmcid.removeprefix('PMC')}"
    doi = as_doi(given)
    return doi_curie(doi) if doi else given
