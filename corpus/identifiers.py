"""Identifiers and years as sources write them, in one plain form, and the id that a document gets."""

from __future__ import annotations

import hashlib
import os
import re

from claimgraph.corpus.document import Source

_PUBMED = r"pmid\s*:?\s*|(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/"
_PMID = re.compile(rf"({_PUBMED})?0*([1-9][0-9]{{0,8}})(?:\.0+|/)?", re.IGNORECASE)
_PMCID = re.compile(r"(?:PMC)?([1-9][0-9]{0,9})(?:\.[0-9]+)?", re.IGNORECASE)
_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[5-9]|2[01])\d{2}(?!\d)")
_RUNNING_NUMBER = re.compile(r"[0-9]{1,5}")  # counts the records of one file; names none of them


def document_id(source: Source, *, text: str, own: str | None = None) -> str:
    """PMID, PMC id, DOI or the record's own id; else the file's name (or running number) and a hash of the text.

    So the same text has the same id wherever it stands in its file, and another text has another.
    """
    if known := source_ids(source):
        return known[0]
    if own and not is_running_number(own):
        return own
    name = own or os.path.basename(source.path or "") or "text"
    return f"{name}#{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def source_ids(source: Source) -> list[str]:
    """PMID, PMC id and DOI of a source as ids, as far as it has them, the better first."""
    ids = []
    if source.pmid:
        ids.append(f"PMID:{source.pmid}")
    if source.pmcid:
        ids.append(f"PMC:{source.pmcid.removeprefix('PMC')}")
    if source.doi:
        ids.append(doi_curie(source.doi))
    return ids


def is_running_number(value: str) -> bool:
    """Whether an id is a number so short that it counts records instead of naming one."""
    return _RUNNING_NUMBER.fullmatch(value.strip()) is not None


def doi_curie(doi: str) -> str:
    """A DOI as a document id; DOIs are compared without case."""
    return f"DOI:{doi.lower()}"


def as_pmid(value: str | None) -> str | None:
    """The digits of a PMID ("77", "PMID: 77", "77.0", an address at PubMed), None if it is not one."""
    found = _PMID.fullmatch((value or "").strip())
    return found[2] if found else None


def named_pmid(value: str | None) -> str | None:
    """The digits of a PMID that says that it is one, as "PMID: 77" does and "77" does not."""
    found = _PMID.fullmatch((value or "").strip())
    return found[2] if found and found[1] else None


def as_pmcid(value: str | None) -> str | None:
    """A PMC id in its full form (PMC123), None if it is not one."""
    found = _PMCID.fullmatch((value or "").strip())
    return f"PMC{found[1]}" if found else None


def as_doi(value: str | None) -> str | None:
    """A bare DOI without prefix and closing full stop, None if it is not one."""
    found = _DOI.match((value or "").strip())
    return found[1].rstrip(".,;") if found else None


def as_year(value: str | None) -> int | None:
    """The first year from 1500 to 2199 in a date."""
    found = _YEAR.search(value or "")
    return int(found[0]) if found else None
