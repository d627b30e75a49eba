"""Formats told by content."""

from __future__ import annotations

import pytest

from claimgraph.corpus.sniffing import sniff
from claimgraph.errors import UnreadableSource


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (
            '<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "a" "b">\n<PubmedArticleSet>',
            "pubmed_xml",
        ),
        ("<PubmedArticle><MedlineCitation>", "pubmed_xml"),
        ("<!-- old --><MedlineCitationSet>", "pubmed_xml"),
        ('<!DOCTYPE collection SYSTEM "BioC.dtd"><collection><source/>', "bioc_xml"),
        ('<?xml version="1.0"?>\n<article xmlns:xlink="x" article-type="r"><front>', "jats"),
        ('<OAI-PMH xmlns="o"><record><jats:article xmlns:jats="j">', "jats"),
        ("<pmc-articleset><article>", "jats"),
        ('{"id": "1", "text": "IL-2"}\n{"id": "2", "text": "x"}\n', "jsonl"),
        ('{"id": "1", "text": "a list of \\"documents\\": [none]"}\n', "jsonl"),
        ('{"source": "", "documents": [{"id": "1", "passages": []}]}', "bioc_json"),
        ('{\n  "source": "",\n  "documents": [\n', "bioc_json"),
        ('[{"source": "PMC", "documents": [{"passages": []}]}]', "bioc_json"),
        ('{"PubTator3": [{"id": "1", "passages": []}]}', "bioc_json"),
        ('{"id": "1", "passages": [{"offset": 0}]}\n{"id": "2", "passages": []}\n', "bioc_json"),
        ("12345|t|IL-2 acts\n12345|a|It does.\n", "pubtator"),
        ("\n\nPMID- 12345\nOWN - NLM\n", "medline"),
        ("STAT- MEDLINE\nPMID- 1\n", "medline"),
        ("IL-2 raises natural killer cells.\n", "plain"),
        ("<0.05 was the level of significance.", "plain"),
        ("Abstract submissions are due in May.\nWe save and send to all.\n", "plain"),
    ],
)
def test_sniff(head: str, name: str) -> None:
    assert sniff(head.encode(), path="x") == name
    assert sniff(b"\xef\xbb\xbf" + head.encode(), path="x") == name


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t", "is blank"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "ZIP"),
        (b"TY  - JOUR\nTI  - x\n", "RIS"),
        (b"T1\tGene 0 4\tIL-2\n", "without their text"),
        (b"<!DOCTYPE html><html><body>", "HTML"),
        (b'<?xml version="1.0"?><catalog><book/></catalog>', "unknown kind .*<catalog>"),
        (b"abc\0def", "NUL"),
    ],
)
def test_what_is_no_text(head: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        sniff(head, path="x")
