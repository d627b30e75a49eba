"""Lists of PMIDs as people keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.corpus.eutils.pmid_list import read_pmids
from claimgraph.errors import UnreadableSource


@pytest.mark.parametrize(
    "text",
    [
        "99000001\n99000002\n",
        "\ufeff99000001\r\n99000002",
        "99000001, 99000002;99000001 # twice",
        "# owls\nPMID: 99000001\npmid99000002",
        "https://pubmed.ncbi.nlm.nih.gov/99000001/\n99000002\n",
    ],
)
def test_each_pmid_comes_once_in_its_order(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pmids.txt"
    path.write_text(text, encoding="utf-8")
    assert read_pmids(path) == ("99000001", "99000002")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"99000001\nowls\n", "line 2: 'owls' is no PMID"),
        (b"\n# nothing\n", "holds no PMID"),
        (b"\xff\xfe\x00", "is no text in UTF-8"),
    ],
)
def test_what_is_no_pmid_is_told_with_its_line(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "pmids.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableSource, match=reason):
        read_pmids(path)
