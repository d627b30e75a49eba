"""BioC in both its forms."""

from __future__ import annotations

import json

import pytest

from claimgraph.corpus.document import Annotation, Document
from claimgraph.errors import UnreadableRecord, UnreadableSource

XML = """<?xml version='1.0' encoding='UTF-8'?>
<!DOCTYPE collection SYSTEM "BioC.dtd">
<collection><source>x</source><date/><key/>
<document><id>99000040</id>
  <passage><infon key="type">title</infon><offset>0</offset><text>TGF-β and SMAD3.
</text>
    <annotation id="1"><infon key="type">Gene</infon><infon key="identifier">7040,7042</infon>
      <location offset="0" length="5"/><text>TGF-β</text></annotation>
  </passage>
  <passage><infon key="type">abstract</infon><offset>17</offset>
    <text>RESULTS: Breast and ovarian cancers rose.</text>
    <annotation id="2"><infon key="type">Disease</infon><infon key="MESH">D061325</infon>
      <location offset="26" length="6"/><location offset="45" length="7"/><text>Breast [...] cancers</text>
    </annotation>
  </passage>
  <passage><infon key="section_type">REF</infon><infon key="type">ref</infon><offset>60</offset>
    <text>Some reference.</text></passage>
</document>
</collection>"""

DOCUMENT = {
    "id": "PMC9900041",
    "infons": {},
    "passages": [
        {"infons": {"section_type": "TITLE", "type": "front", "article-id_pmid": "99000041", "year": "2019"},
         "offset": 0, "text": "Owls", "annotations": [], "sentences": []},
        {"infons": {"section_type": "METHODS", "type": "title_1"}, "offset": 5, "text": "Owl care"},
        {"infons": {"section_type": "METHODS", "type": "paragraph"}, "offset": 14, "text": "",
         "sentences": [
             {"offset": 14, "text": "Owls got IL-2.", "annotations": [
                 {"infons": {"type": "Gene", "cui": "3558"}, "text": "IL-2",
                  "locations": [{"offset": 23, "length": 4}]}]},
             {"offset": 29, "text": "They flew.", "annotations": []}]},
        {"infons": {"section_type": "TABLE", "type": "table"}, "offset": 50, "text": "1 2 3"},
    ],
}  # fmt: skip


def test_xml(reading) -> None:
    (document,) = reading(XML)
    assert document.id == "PMID:99000040"
    assert document.text == "TGF-β and SMAD3.\nRESULTS: Breast and ovarian cancers rose."
    assert document.annotations == (
        Annotation(0, 5, "TGF-β", "Gene", ("7040", "7042")),
        Annotation(26, 52, "Breast and ovarian cancers", "Disease", ("D061325",)),
    )
    assert [section.label for section in document.sections] == ["TITLE", "RESULTS"]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"source": "", "documents": [DOCUMENT]}),
        json.dumps({"source": "", "documents": [DOCUMENT]}, indent=2),
        json.dumps([{"documents": [DOCUMENT]}]),
        json.dumps({"PubTator3": [DOCUMENT]}),
        json.dumps(DOCUMENT),
    ],
)
def test_json(reading, content: str) -> None:
    (document,) = reading(content)
    assert (document.id, document.source.pmcid) == ("PMID:99000041", "PMC9900041")
    assert document.text == "Owls\nOwls got IL-2. They flew."
    assert document.source.year == 2019
    assert document.sections[1].label == "METHODS"
    assert document.sections[1].heading == "Owl care"
    assert document.annotations == (Annotation(14, 18, "IL-2", "Gene", ("3558",)),)


def test_json_lines_of_documents(reading) -> None:
    other = json.dumps({**DOCUMENT, "id": "99000042", "passages": [{"offset": 0, "text": "Only text."}]})
    items = reading(json.dumps(DOCUMENT) + "\n{broken\n" + other + "\n")
    assert [item.id if isinstance(item, Document) else "error" for item in items] == [
        "PMID:99000041",
        "error",
        "PMID:99000042",
    ]
    assert items[1].line == 2
    assert "not BioC JSON" in str(items[1])


def test_bad_json(reading) -> None:
    (error,) = reading('{"documents": [{"id": "1", "passages": [')
    assert isinstance(error, UnreadableSource)
    assert "not BioC JSON" in str(error)
    items = reading(json.dumps({"documents": [{"id": 1, "passages": [{"offset": "x"}]}, DOCUMENT]}))
    assert isinstance(items[0], UnreadableRecord)
    assert "Expected `int`" in str(items[0])
    assert isinstance(items[1], Document)


def test_bad_offset_in_xml(reading) -> None:
    items = reading(XML.replace("<offset>17</offset>", "<offset>many</offset>"))
    assert "offset 'many' is not a number" in str(items[0])


def test_a_running_number_is_no_pmid(reading) -> None:
    (document,) = reading(XML.replace("<id>99000040</id>", "<id>1</id>"))
    assert document.source.pmid is None
    assert document.id.startswith("1#")
    said = '<id>1</id><infon key="article-id_pmid">77</infon>'
    (document,) = reading(XML.replace("<id>99000040</id>", said))
    assert document.id == "PMID:77"
