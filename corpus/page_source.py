"""Journal, year, identifiers and authors of a copied PubMed page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimgraph.corpus.document import Source
from claimgraph.corpus.identifiers import as_doi, as_pmcid, as_pmid, as_year
from claimgraph.corpus.page_authors import author_names
from claimgraph.corpus.page_layout import Layout
from claimgraph.corpus.page_lines import PageLine

_DOI_IN_CITATION = re.compile(r"\bdoi: ?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_JOURNAL_WORDS = 12


def page_source(layout: Layout, *, path: str, format_name: str) -> Source:
    """What the page says of its article; the first statement of each thing counts."""
    own = layout.own
    journal, year = _citation(own)
    authors = author_names(layout.authors.text) if layout.authors is not None else ()
    types = dict.fromkeys(line.text for line in own if "type" in line.roles and line not in layout.abstract)
    return Source(
        path=path,
        format=format_name,
        pmid=as_pmid(_first(own, "pmid")),
        pmcid=as_pmcid(_first(own, "pmcid")),
        doi=as_doi(_first(own, "doi") or _cited_doi(own)),
        journal=journal,
        year=as_year(year),
        authors=authors,
        publication_types=tuple(types),
        retracted=any("retracted" in line.roles for line in own),
    )


def _first(lines: Sequence[PageLine], role: str) -> str | None:
    return next((line.roles[role]["id"] for line in lines if role in line.roles), None)


def _citation(lines: Sequence[PageLine]) -> tuple[str | None, str | None]:
    """Journal and year; the journal may stand on a line of its own above the date."""
    journal = year = None
    for position, line in enumerate(lines):
        found = line.roles.get("citation")
        if found is None:
            continue
        groups = found.groupdict()
        year = year or groups["year"]
        journal = journal or groups.get("journal")
        above = lines[position - 1] if position else None
        if journal is None and above is not None and not above.roles and _is_short(above):
            journal = above.text.rstrip(".")
    return (journal.strip() if journal else None), year


def _is_short(line: PageLine) -> bool:
    return len(line.text.split()) <= _JOURNAL_WORDS


def _cited_doi(lines: Sequence[PageLine]) -> str | None:
    """A DOI inside the citation, also where its line is wrapped after "doi:"."""
    for position, line in enumerate(lines):
        if "citation" in line.roles:
            following = lines[position + 1].text if position + 1 < len(lines) else ""
            found = _DOI_IN_CITATION.search(f"{line.text} {following}")
            if found is not None:
                return found[1]
    return None
