"""JATS full text."""

from __future__ import annotations

from pathlib import Path

ARTICLE = (Path(__file__).parents[1] / "fixtures" / "article.nxml").read_text()


def test_article(reading) -> None:
    (document,) = reading(ARTICLE)
    assert document.id == "PMID:99000050"
    assert document.text.split("\n") == [
        "Owls, Il2 and TGF-β",
        "Owls are ill.",
        "IL-2 (10^6 IU) helps.",
        "Owls hoot at night (Figure 1) (Roe et al.).",
        "We kept owls:",
        "snowy",
        "tawny",
        "in cages.",
        "We used x:",
        "IL-2 heals owls.",
    ]
    assert [(section.label, section.heading) for section in document.sections] == [
        ("TITLE", None),
        ("BACKGROUND", "Background"),
        ("RESULTS", "Findings"),
        ("BACKGROUND", "1. Of owls"),
        *[("METHODS", "Animals")] * 4,
        ("METHODS", "Formula"),
        ("CONCLUSIONS", "What it means"),
    ]
    source = document.source
    assert (source.pmcid, source.doi) == ("PMC9900050", "10.9999/ir.50")
    assert (source.journal, source.year, source.authors) == ("Imag Res", 2011, ("Ada B Roe",))
    assert (source.publication_types, source.language) == (("research-article",), "en")


def test_sets_and_namespaces(reading) -> None:
    inner = ARTICLE[ARTICLE.index("<article ") :]
    wrapped = inner.replace("<article ", '<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/" ')
    one, two = reading(f"<pmc-articleset>{inner}{wrapped}</pmc-articleset>")
    assert one.text == two.text


def test_retraction_notice(reading) -> None:
    notice = (
        '<article article-type="retraction" xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta>'
        '<article-id pub-id-type="doi">10.9999/ir.51</article-id><title-group><article-title>Retraction: Owls'
        '</article-title></title-group><related-article related-article-type="retracted-article" '
        'ext-link-type="doi" xlink:href="10.9999/ir.50"/></article-meta></front></article>'
    )
    (document,) = reading(notice)
    assert document.id == "DOI:10.9999/ir.51"
    assert document.source.retracts == ("DOI:10.9999/ir.50",)


def test_only_metadata(reading) -> None:
    (error,) = reading("<article><front><article-meta/></front></article>")
    assert "has neither title nor abstract" in str(error)
