"""A doc's text, from the document that it was read from or from its tokens."""

from __future__ import annotations

import spacy

from claimgraph.corpus.document import Document
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.doc_text import text_of


def test_the_text_is_that_of_the_tokens() -> None:
    declare_attributes()
    nlp = spacy.blank("en")
    doc = nlp.make_doc("IL-2 works. ")
    assert text_of(doc) == "IL-2 works. "
    doc._.document = Document(id="1", text="IL-2 works. ", title="")
    assert text_of(doc) is doc._.document.text
    doc._.document = Document(id="1", text="  IL-2 works. ", title="")  # another text than was read
    assert text_of(doc) == "IL-2 works. "
    assert text_of(nlp.make_doc("")) == ""
