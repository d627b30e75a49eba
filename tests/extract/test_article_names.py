"""The names of an article: which there are, which two are one article's, which is the best."""

from __future__ import annotations

import pytest

from claimgraph.corpus.document import Source
from claimgraph.extract.article_names import article_names, is_same_article, named_article, rank


def test_an_article_has_the_names_that_its_record_gives() -> None:
    source = Source(pmid="1", pmcid="PMC22", doi="10.9999/A.b")
    assert article_names("PMID:1", source) == ("PMID:1", "PMC:22", "DOI:10.9999/a.b")
    assert article_names("notes.txt#3", Source()) == ("notes.txt#3",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("PMID:1", "DOI:10.9999/a"), ("DOI:10.9999/a",), True),
        (("PMID:1", "PMC:2"), ("PMC:2", "DOI:10.9999/a"), True),
        (("PMID:1", "DOI:10.9999/a"), ("PMID:2", "DOI:10.9999/a"), False),  # one DOI, two citations
        (("PMID:1",), ("DOI:10.9999/a",), False),
    ],
)
def test_one_article_shares_a_name_and_contradicts_none(
    one: tuple[str, ...], other: tuple[str, ...], *, same: bool
) -> None:
    assert is_same_article(one, other) is is_same_article(other, one) is same


def test_a_pmid_is_the_best_name() -> None:
    names = ["notes.txt#3", "DOI:10.9999/a", "PMID:1", "PMC:2"]
    assert sorted(names, key=rank) == ["PMID:1", "PMC:2", "DOI:10.9999/a", "notes.txt#3"]


def test_a_person_may_leave_out_what_kind_of_name_it_is() -> None:
    for given in ("77", "PMID:77", "PMID: 77"):
        assert named_article(given) == "PMID:77"
    assert named_article("PMC22") == named_article("PMC:22") == "PMC:22"
    assert named_article("10.9999/A.1") == named_article("DOI:10.9999/a.1") == "DOI:10.9999/a.1"
    assert named_article("page-0a1b") == "page-0a1b"
