"""Which of two states of a citation is the older: PubMed revises citations, and files may be read in any order."""

from __future__ import annotations

from claimgraph.corpus.document import Source


def is_older(one: Source, other: Source) -> bool:
    """Whether `one` has the lower version, or the same version and was revised before `other`.

    >>> is_older(Source(revised="2024-05-17"), Source(revised="2025-01-02"))
    True
    >>> is_older(Source(version=2, revised="2024-05-17"), Source(version=1, revised="2025-01-02"))
    False
    >>> is_older(Source(), Source(revised="2025-01-02"))  # another kind of source: it may well be newer
    False
    """
    versions = one.version or 0, other.version or 0
    if versions[0] != versions[1]:
        return versions[0] < versions[1]
    return bool(one.revised and other.revised) and (one.revised or "") < (other.revised or "")
