"""More general questions: what stands under a concept answers too, says so, and no claim is changed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from claim_samples import claim_in, keyed, record_of, review, trial

from claimgraph.corpus.document import Document
from claimgraph.errors import UnknownEntity
from claimgraph.extract.claim import Concept, Mention
from claimgraph.extract.records import Record, claims_of
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.build import assemble
from claimgraph.graphs.changes import changes_between_sources
from claimgraph.graphs.conflicts import conflicts
from claimgraph.graphs.general import narrower
from claimgraph.graphs.neighbourhood import neighbourhood
from claimgraph.graphs.over_time import over_time
from claimgraph.graphs.paths import paths
from claimgraph.graphs.patterns import Edge, Variable, find_patterns
from claimgraph.graphs.query import relations
from claimgraph.graphs.shared_neighbours import common_causes
from claimgraph.models.lexicon import CORE, Lexicon
from claimgraph.models.lexicon_layout import META

pytestmark = pytest.mark.skipif(not (CORE / META).is_file(), reason="the core lexicon is not compiled")

METASTATIC = Concept("MONDO:0005191", "metastatic melanoma", "Disease")


def about(number: int, concept: Concept, *, named: str, polarity: str = "affirmed") -> Record:
    """A document that says of IL-2 that it treats, or does not, what `named` means here."""
    document = Document(id=f"PMID:{number}", text=f"Hear: IL-2 and {named}.")
    claim = claim_in(document, document.text, "IL-2", "treats", named, polarity=polarity)
    other: Mention = msgspec.structs.replace(claim.object, concept=concept, type=concept.type)
    return record_of(document, (keyed(msgspec.structs.replace(claim, object=other), document.id),))


@pytest.fixture
def store() -> Iterator[ClaimStore]:
    with ClaimStore.open(":memory:", mode="write") as opened:
        opened.insert([trial(), review(), about(11, METASTATIC, named="melanoma")])
        yield opened


def test_kinds_of_a_disease_answer_where_they_are_asked_for(store: ClaimStore) -> None:
    narrow = relations(store, "MONDO:0005105", with_="IL-2")
    wide = relations(store, "MONDO:0005105", with_="IL-2", general=True)
    assert [relation.object.key for relation in narrow] == ["MONDO:0005105"]
    assert {relation.object.key: relation.under for relation in wide} == {
        "MONDO:0005105": {},
        "MONDO:0005191": {"MONDO:0005191": "MONDO:0005105"},
    }
    assert relations(store, "MONDO:0005191", with_="IL-2", general=True)[0].under == {}


def test_paths_and_conflicts_reach_what_stands_under(store: ClaimStore) -> None:
    ends = {
        path.nodes[-1].key: path.under
        for path in paths(store, "IL-2", "MONDO:0005105", max_length=1, general=True)
    }
    assert ends == {"MONDO:0005105": {}, "MONDO:0005191": {"MONDO:0005191": "MONDO:0005105"}}
    store.insert([about(12, METASTATIC, named="melanoma", polarity="negated")])
    assert conflicts(store, "MONDO:0005105") == []
    (found,) = conflicts(store, "MONDO:0005105", general=True)
    assert found.for_.relations[0].under == {"MONDO:0005191": "MONDO:0005105"}
    assert conflicts(assemble(store), "MONDO:0005105", general=True) == [found]


def test_every_question_reaches_what_stands_under(store: ClaimStore) -> None:
    melanoma, under = "MONDO:0005105", {"MONDO:0005191": "MONDO:0005105"}
    source = assemble(store)
    around = neighbourhood(source, melanoma, general=True)
    assert {one.node.key for one in around.nodes if one.distance == 0} == {melanoma, *under}
    (cause,) = common_causes(source, melanoma, "Tregs", general=True)
    assert [relation.under for relation in cause.one] == [under, {}]
    counted = [
        sum(year.n_claims for year in over_time(source, melanoma, general=wide)) for wide in (False, True)
    ]
    assert counted[1] == counted[0] + 1
    new = changes_between_sources(assemble(claims_of(trial())), source, melanoma, general=True)
    assert [one.relation.under for one in new if one.change == "new"] == [under]
    disease = Variable("disease", entity=melanoma, general=True)
    matches = find_patterns(source, [Edge(Variable("drug", entity="IL-2"), disease)])
    assert [match.edges[0][0].under for match in matches] == [under, {}]


def test_a_general_concept_that_no_text_names_answers_with_what_stands_under_it() -> None:
    with ClaimStore.open(":memory:", mode="write") as store:
        store.insert([about(11, METASTATIC, named="hypotension")])
        with pytest.raises(UnknownEntity):
            relations(store, "MONDO:0005105")
        (relation,) = relations(store, "MONDO:0005105", general=True)
    assert relation.under == {"MONDO:0005191": "MONDO:0005105"}


def test_members_of_a_family_and_their_counterparts_stand_under_it_and_nothing_under_itself() -> None:
    lexicon = Lexicon.open()
    concepts = ["HGNC:11766", "MGI:98725", "HGNC:6001", "FPLX:TGFB", "text:Disease:x"]
    under = narrower(concepts, ["FPLX:TGFB"], lexicon=lexicon)
    assert under == {"HGNC:11766": "FPLX:TGFB", "MGI:98725": "FPLX:TGFB"}
    assert narrower(concepts, ["HGNC:11766", "no:such"], lexicon=lexicon) == {}
