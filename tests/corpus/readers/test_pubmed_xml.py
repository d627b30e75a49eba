"""PubMed XML: fields, markup, structured abstracts, deletions and retractions."""

from __future__ import annotations

from claimgraph.corpus.document import Deletion, Document
from claimgraph.errors import UnreadableRecord

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "https://x/p.dtd">\n'

WHOLE = """<PubmedArticleSet>
<PubmedArticle>
  <MedlineCitation Status="MEDLINE" Owner="NLM">
    <PMID Version="2">99000010</PMID>
    <Article PubModel="Print">
      <Journal>
        <JournalIssue CitedMedium="Print"><Volume>3</Volume>
          <PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate>
        </JournalIssue>
        <Title>Journal of imaginary immunology</Title><ISOAbbreviation>J Imag Immunol</ISOAbbreviation>
      </Journal>
      <ArticleTitle>The <i>Il2</i> gene, TGF-&#x3b2; and CD4<sup>+</sup>
        cells.</ArticleTitle>
      <ELocationID EIdType="doi" ValidYN="Y">10.9999/jii.1</ELocationID>
      <Abstract>
        <AbstractText Label="BACKGROUND AND AIM" NlmCategory="OBJECTIVE">IL-2 &lt; IL-15. </AbstractText>
        <AbstractText Label="Tale" NlmCategory="UNASSIGNED">We gave 10<sup>6</sup> IU/m<sup>2</sup>.</AbstractText>
        <AbstractText Label="UNLABELLED">CLINICAL RELEVANCE: None &amp;lt; some.</AbstractText>
        <AbstractText Label="FINDINGS"/>
        <CopyrightInformation>Copyright (c) Nobody.</CopyrightInformation>
      </Abstract>
      <AuthorList CompleteYN="Y">
        <Author ValidYN="Y"><LastName>Roe</LastName><ForeName>Ada B</ForeName><Initials>AB</Initials></Author>
        <Author ValidYN="Y"><CollectiveName>The Nowhere Group</CollectiveName></Author>
      </AuthorList>
      <Language>eng</Language>
      <PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>
    </Article>
    <MedlineJournalInfo><MedlineTA>J Imag Immunol</MedlineTA></MedlineJournalInfo>
    <MeshHeadingList>
      <MeshHeading><DescriptorName UI="D007376" MajorTopicYN="Y">Interleukin-2</DescriptorName></MeshHeading>
    </MeshHeadingList>
  </MedlineCitation>
  <PubmedData>
    <ArticleIdList>
      <ArticleId IdType="pubmed">99000010</ArticleId><ArticleId IdType="pmc">PMC999</ArticleId>
      <ArticleId IdType="doi">10.9999/jii.1</ArticleId>
    </ArticleIdList>
    <ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1/other</ArticleId></ArticleIdList>
    </Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>
</PubmedArticleSet>"""


def test_whole_record(reading) -> None:
    (document,) = reading(HEAD + WHOLE)
    assert document.id == "PMID:99000010"
    assert document.text == (
        "The Il2 gene, TGF-β and CD4+ cells.\nIL-2 < IL-15.\nWe gave 10^6 IU/m2.\n"
        "CLINICAL RELEVANCE: None < some."
    )
    sections = [(s.label, s.heading, document.text[s.start : s.end]) for s in document.sections]
    assert sections == [
        ("TITLE", None, "The Il2 gene, TGF-β and CD4+ cells."),
        ("OBJECTIVE", "BACKGROUND AND AIM", "IL-2 < IL-15."),
        ("OTHER", "Tale", "We gave 10^6 IU/m2."),
        ("CONCLUSIONS", "CLINICAL RELEVANCE", "None < some."),
    ]
    source = document.source
    assert (source.pmid, source.pmcid, source.doi) == ("99000010", "PMC999", "10.9999/jii.1")
    assert (source.journal, source.year, source.version) == ("J Imag Immunol", 1998, 2)
    assert source.authors == ("Ada B Roe", "The Nowhere Group")
    assert (source.mesh, source.mesh_terms) == (("MESH:D007376",), ("Interleukin-2",))
    assert (source.publication_types, source.language) == (("Journal Article",), "eng")
    assert not source.retracted


def one(inner: str, more: str = "") -> str:
    return (
        f"{HEAD}<PubmedArticleSet><PubmedArticle><MedlineCitation>{inner}{more}</MedlineCitation>"
        "</PubmedArticle></PubmedArticleSet>"
    )


def test_without_abstract_or_pmid(reading) -> None:
    (document,) = reading(one("<Article><ArticleTitle>IL-2.</ArticleTitle></Article>"), name="lone.xml")
    assert (document.id.partition("#")[0], document.text) == ("lone.xml", "IL-2.")


def test_without_any_text(reading) -> None:
    (error,) = reading(one("<PMID>7</PMID><Article><ArticleTitle>[Not Available].</ArticleTitle></Article>"))
    assert isinstance(error, UnreadableRecord)
    assert "record 1 (PMID 7): has neither title nor abstract" in str(error)


def test_another_abstract_in_english_stands_in(reading) -> None:
    article = "<PMID>7</PMID><Article><ArticleTitle>T.</ArticleTitle></Article>"
    others = (
        '<OtherAbstract Type="Publisher" Language="por"><AbstractText>Nada.</AbstractText></OtherAbstract>'
        '<OtherAbstract Type="plain-language-summary" Language="eng"><AbstractText>Easy.</AbstractText>'
        "</OtherAbstract>"
        '<OtherAbstract Type="Publisher" Language="eng"><AbstractText>Real.</AbstractText></OtherAbstract>'
    )
    (document,) = reading(one(article, others))
    assert document.text == "T.\nReal."


def test_deleted_citations(reading) -> None:
    items = reading(
        f"{HEAD}<PubmedArticleSet><DeleteCitation><PMID Version='1'>5</PMID>\n<PMID>6</PMID><PMID>x</PMID>"
        "</DeleteCitation></PubmedArticleSet>"
    )
    assert [item.id for item in items if isinstance(item, Deletion)] == ["PMID:5", "PMID:6"]
    assert "a deleted citation without a PMID" in str(items[2])


def test_retractions(reading) -> None:
    text = "<Article><ArticleTitle>T.</ArticleTitle>{}</Article>"
    types = (
        '<PublicationTypeList><PublicationType UI="D016441">Retracted Publication</PublicationType>'
        "</PublicationTypeList>"
    )
    (document,) = reading(one(text.format(types)))
    assert document.source.retracted
    link = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="{}"><RefSource>J</RefSource><PMID>8</PMID>'
        "</CommentsCorrections></CommentsCorrectionsList>"
    )
    (document,) = reading(one(text.format(""), link.format("RetractionIn")))
    assert document.source.retracted
    (notice,) = reading(one(text.format(""), link.format("RetractionOf")))
    assert (notice.source.retracted, notice.source.retracts) == (False, ("PMID:8",))
    (replaced,) = reading(one(text.format(""), link.format("CorrectedandRepublishedIn")))
    (replacing,) = reading(one(text.format(""), link.format("CorrectedandRepublishedFrom")))
    assert (replaced.source.retracted, replacing.source.retracts) == (True, ("PMID:8",))
    (commented,) = reading(one(text.format(""), link.format("CommentIn")))
    assert (commented.source.retracted, commented.source.retracts) == (False, ())


def test_errata_and_the_day_of_the_last_revision(reading) -> None:
    article = "<Article><ArticleTitle>T.</ArticleTitle></Article>"
    more = (
        "<DateRevised><Year>2024</Year><Month>5</Month><Day>07</Day></DateRevised><CommentsCorrectionsList>"
        '<CommentsCorrections RefType="ErratumIn"><PMID>8</PMID></CommentsCorrections>'
        '<CommentsCorrections RefType="ExpressionOfConcernIn"><PMID>9</PMID></CommentsCorrections>'
        '<CommentsCorrections RefType="ErratumFor"><PMID>10</PMID></CommentsCorrections>'
        "</CommentsCorrectionsList>"
    )
    (document,) = reading(one(article, more))
    assert document.source.corrected_by == ("PMID:8", "PMID:9")
    assert document.source.revised == "2024-05-07"
    (undated,) = reading(one(article, "<DateRevised><Year>2024</Year></DateRevised>"))
    assert undated.source.revised is None


def test_old_sets_and_books(reading) -> None:
    old = (
        "<MedlineCitationSet><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Old.</ArticleTitle>"
        "</Article></MedlineCitation></MedlineCitationSet>"
    )
    book = (
        "<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>2</PMID><Book><BookTitle>Tales</BookTitle>"
        "<PubDate><Year>2007</Year></PubDate></Book><ArticleTitle>Chapter.</ArticleTitle><Abstract>"
        "<AbstractText>IL-2.</AbstractText></Abstract></BookDocument></PubmedBookArticle></PubmedArticleSet>"
    )
    assert [item.text for item in reading(old)] == ["Old."]
    (document,) = reading(book)
    assert (document.id, document.text) == ("PMID:2", "Chapter.\nIL-2.")
    assert (document.source.journal, document.source.year) == ("Tales", 2007)
    assert isinstance(document, Document)
