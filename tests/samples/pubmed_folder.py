"""Folders of baseline and update files as PubMed has them, of invented citations."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet SYSTEM '
    '"http://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)


def citation(
    pmid: int,
    text: str,
    *,
    version: int = 1,
    revised: str = "2026-01-01",
    kind: str = "Journal Article",
    refers: tuple[str, int] | None = None,
) -> str:
    """An invented PubmedArticle; `refers` is a RefType and the PMID that it names."""
    year, month, day = revised.split("-")
    notes = ""
    if refers is not None:
        notes = (
            f'<CommentsCorrectionsList><CommentsCorrections RefType="{refers[0]}"><RefSource>J Imag Owls'
            f"</RefSource><PMID>{refers[1]}</PMID></CommentsCorrections></CommentsCorrectionsList>"
        )
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="{version}">{pmid}</PMID>'
        f"<DateRevised><Year>{year}</Year><Month>{month}</Month><Day>{day}</Day></DateRevised>"
        f"<Article><ArticleTitle>Invented title {pmid}.</ArticleTitle><Abstract><AbstractText>{text}"
        f"</AbstractText></Abstract><PublicationTypeList><PublicationType>{kind}</PublicationType>"
        f"</PublicationTypeList></Article>{notes}</MedlineCitation></PubmedArticle>\n"
    )


def deleted(*pmids: int) -> str:
    """A list of deleted citations."""
    named = "".join(f'<PMID Version="1">{pmid}</PMID>' for pmid in pmids)
    return f"<DeleteCitation>{named}</DeleteCitation>\n"


def packed(*records: str) -> bytes:
    """The bytes of a file."""
    return gzip.compress(
        f"{HEAD}<PubmedArticleSet>\n{''.join(records)}</PubmedArticleSet>\n".encode(), mtime=0
    )


def write_file(folder: Path, name: str, *records: str) -> Path:
    """Write a file and its checksum, in the form that PubMed's have."""
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / name
    path.write_bytes(packed(*records))
    write_checksum(path)
    return path


def write_checksum(path: Path) -> None:
    """Write the checksum of a file beside it."""
    digest = hashlib.md5(path.read_bytes()).hexdigest()
    path.with_name(f"{path.name}.md5").write_text(f"MD5({path.name})= {digest}\n")
