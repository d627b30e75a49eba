"""The text that a store keeps of a document: its sentences, with the shift of each, runs of sentences joined."""

import msgspec
from claim_samples import trial

from claimgraph.corpus.document import Source
from claimgraph.extract.claim import Evidence
from claimgraph.extract.records import claims_of
from claimgraph.extract.store_ledger import StoredDocument
from claimgraph.extract.stored_text import sentences_of

STORED = StoredDocument(
    id="N:1", title=None, source=Source(), text_hash="", pipeline="", n_claims=2, withdrawn=False
)


def test_sentences_stand_a_line_each_and_mentions_move_with_them() -> None:
    claims = list(claims_of(trial()))
    text = sentences_of(STORED, claims)
    assert not text.whole
    assert text.document.text.split("\n") == list(
        dict.fromkeys(c.evidence.text for c in sorted(claims, key=lambda c: c.evidence.start))
    )
    for claim in claims:
        moved = text.moved(claim.object)
        assert text.document.text[moved.start : moved.end] == claim.object.text


def test_a_run_of_sentences_takes_in_the_ones_that_it_holds_or_begins_in() -> None:
    first = next(claims_of(trial()))
    whole = "One here. Two there. Three."
    spans = [(0, 20), (10, 20), (10, 27)]
    claims = [
        msgspec.structs.replace(first, evidence=Evidence(100 + a, 100 + b, whole[a:b])) for a, b in spans
    ]
    text = sentences_of(STORED, claims)
    assert text.document.text == whole
    assert text.at(127) == 27
