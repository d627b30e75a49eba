"""From relations to claims: evidence, cues, context, keys, order."""

import msgspec
import pytest

from claimgraph.corpus.document import Document, Section
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.claim import Mention
from claimgraph.extract.components.claims import claims_of_doc

IN_MICE = (
    "Aspirin|NN|1|nsubj inhibited|VBD|0|ROOT renin|NN|-1|dobj in|IN|1|case mice_|NNS|-3|nmod .|.|-4|punct"
)
TRIAL = (
    "High_|JJ|2|amod -_|HYPH|1|punct dose|NN|1|compound aspirin|NN|1|nsubj lowered|VBD|0|ROOT "
    "renin|NN|-1|dobj compared|VBN|2|case with|IN|1|case placebo|NN|-4|nmod (_|-LRB-|1|punct "
    "p|NN|-5|dep =|SYM|1|dep 0.01_|CD|-2|dep )_|-RRB-|-3|punct .|.|-9|punct"
)
FIRST_TIME = (
    "For|IN|3|case the|DT|2|det first|JJ|1|amod time_|NN|4|nmod ,|,|3|punct we|PRP|2|nsubj never|RB|1|neg "
    "saw|VBD|0|ROOT aspirin|NN|1|nsubj inhibit|VB|-2|ccomp insulin_|NN|-1|dobj .|.|-4|punct"
)


@pytest.fixture(autouse=True)
def _attributes():
    declare_attributes()


def test_evidence_is_the_sentence_and_offsets_point_into_the_text(parsed, relate):
    doc = parsed(FIRST_TIME, IN_MICE)
    relation = relate(doc, "aspirin", "inhibit", "insulin")
    doc._.relations = (relation,)
    doc._.mentions = (relation.subject, relation.object)
    (claim,) = claims_of_doc(doc)
    sentence = next(iter(doc.sents))
    assert (claim.evidence.start, claim.evidence.end) == (0, len(sentence.text))
    assert claim.evidence.text == sentence.text
    for cue in claim.cues:
        assert doc.text[cue.start : cue.end] == cue.text
    assert {(cue.role, cue.text) for cue in claim.cues} >= {
        ("trigger", "inhibit"),
        ("negation", "never"),
        ("novelty", "For the first time"),
    }
    assert claim.polarity == "negated"


def test_evidence_holds_a_name_that_a_line_break_cuts_in_two_sentences(parsed, relate):
    doc = parsed(
        "Aspirin|NN|1|nsubj inhibited|VBD|0|ROOT P.|NN|-1|dobj",
        "distasonis|NN|1|nsubj grew|VBD|0|ROOT .|.|-1|punct",
    )
    relation = relate(doc, "Aspirin", "inhibited", "P.")
    start, end = relation.object.start, doc.text.index("distasonis") + len("distasonis")
    cut = Mention(start=start, end=end, text=doc.text[start:end], type="Organism")
    doc._.relations = (msgspec.structs.replace(relation, object=cut),)
    doc._.mentions = (relation.subject, cut)
    (claim,) = claims_of_doc(doc)
    assert claim.evidence.end >= end
    assert claim.evidence.text == doc.text[claim.evidence.start : claim.evidence.end]


def test_section_comes_from_the_document(parsed, relate):
    doc = parsed(IN_MICE, FIRST_TIME)
    middle = next(iter(doc.sents)).end_char + 1
    sections = (Section("TITLE", None, 0, middle - 1), Section("RESULTS", "Results", middle, len(doc.text)))
    doc._.document = Document(id="PMID:1", text=doc.text, sections=sections)
    doc._.relations = (
        relate(doc, "Aspirin", "inhibited", "renin"),
        relate(doc, "aspirin", "inhibit", "insulin"),
    )
    claims = claims_of_doc(doc)
    assert [claim.section for claim in claims] == ["TITLE", "RESULTS"]
    assert {claim.document for claim in claims} == {"PMID:1"}


def test_species_is_context_and_an_argument_is_not(parsed, relate):
    doc = parsed(IN_MICE)
    relation = relate(doc, "Aspirin", "inhibited", "renin")
    start = doc.text.index("mice")
    mice = Mention(start=start, end=start + 4, text="mice", type="Organism")
    again = Mention(start=start, end=start + 4, text="renin", type="Anatomy")
    doc._.relations = (relation,)
    doc._.mentions = (relation.subject, relation.object, mice, again)
    (claim,) = claims_of_doc(doc)
    assert [(c.role, c.text, c.mention) for c in claim.context] == [("species", "mice", mice)]


def test_a_clause_lends_its_circumstances_unless_contrasted(parsed, relate):
    joined = (
        "Aspirin|NN|1|nsubj inhibited|VBD|0|ROOT renin|NN|-1|dobj in|IN|1|case mice|NNS|-3|nmod WORD|CC|-4|cc "
        "raised|VBD|-5|conj insulin_|NN|-1|dobj .|.|-7|punct"
    )
    for word, species in (("and", ["mice"]), ("but", [])):
        doc = parsed(joined.replace("WORD", word))
        relation = relate(doc, "Aspirin", "raised", "insulin")
        start = doc.text.index("mice")
        mice = Mention(start=start, end=start + 4, text="mice", type="Organism")
        doc._.relations = (relation,)
        doc._.mentions = (relation.subject, mice, relation.object)
        (claim,) = claims_of_doc(doc)
        assert [c.text for c in claim.context] == species


def test_another_member_of_an_argument_s_list_is_no_circumstance(parsed, relate):
    doc = parsed(
        "Aspirin|NN|2|nsubj is|VBZ|1|cop effective|JJ|0|ROOT in|IN|1|case gout|NN|-2|nmod but|CC|-1|cc "
        "not|RB|2|neg in|IN|1|case asthma_|NN|-4|conj .|.|-7|punct"
    )
    relation = relate(doc, "Aspirin", "effective", "gout", predicate="treats", types=("Chemical", "Disease"))
    start = doc.text.index("asthma")
    asthma = Mention(start=start, end=start + 6, text="asthma", type="Disease")
    doc._.relations = (relation,)
    doc._.mentions = (relation.subject, relation.object, asthma)
    (claim,) = claims_of_doc(doc)
    assert claim.context == ()


@pytest.mark.parametrize(
    ("places", "species"),
    [
        ("in|IN|1|case mice|NNS|-3|nmod but|CC|-1|cc not|RB|2|neg in|IN|1|case rats_|NNS|-4|conj", ["mice"]),
        ("in|IN|1|case mice|NNS|-3|nmod but|CC|-1|cc not|RB|2|neg in|IN|1|case rats_|NNS|-7|nmod", ["mice"]),
        ("in|IN|1|case mice|NNS|-3|nmod but|CC|-1|cc not|RB|-2|cc old|JJ|1|amod rats_|NNS|-4|conj", ["mice"]),
        ("not|RB|2|neg in|IN|1|case mice|NNS|-4|nmod but|CC|-1|cc in|IN|1|case rats_|NNS|-3|conj", ["rats"]),
        ("in|IN|1|case mice|NNS|-3|nmod rather|RB|-1|cc than|IN|-1|mwe rats_|NNS|-3|conj", ["mice"]),
        ("except|IN|2|case in|IN|1|case mice|NNS|-4|nmod or|CC|-1|cc rats_|NNS|-2|conj", []),
        (
            "not|RB|3|neg only|RB|-1|advmod in|IN|1|case mice|NNS|-5|nmod and|CC|-1|cc rats_|NNS|-2|conj",
            ["mice", "rats"],
        ),
    ],
)
def test_a_place_that_is_denied_is_no_circumstance(parsed, relate, places, species):
    doc = parsed(f"Aspirin|NN|1|nsubj inhibited|VBD|0|ROOT renin|NN|-1|dobj {places} .|.|-1|punct")
    relation = relate(doc, "Aspirin", "inhibited", "renin")
    found = [
        Mention(start=start, end=start + 4, text=word, type="Organism")
        for word in ("mice", "rats")
        for start in (doc.text.index(word),)
    ]
    doc._.relations = (relation,)
    doc._.mentions = (relation.subject, relation.object, *found)
    (claim,) = claims_of_doc(doc)
    assert [c.text for c in claim.context] == species


def test_dose_comparator_and_statistic(parsed, relate):
    doc = parsed(TRIAL)
    doc._.relations = (relate(doc, "aspirin", "lowered", "renin"),)
    (claim,) = claims_of_doc(doc)
    assert [(c.role, c.text) for c in claim.context] == [
        ("dose", "High-dose"),
        ("comparator", "placebo"),
        ("statistic", "p = 0.01"),
    ]
    assert [(c.statistic.measure, c.statistic.value) for c in claim.context if c.statistic] == [("p", 0.01)]


def test_same_claim_from_two_rules_is_kept_once_with_the_better_score(parsed, relate):
    doc = parsed(IN_MICE)
    relation = relate(doc, "Aspirin", "inhibited", "renin")
    fields = {name: getattr(relation, name) for name in relation.__struct_fields__}
    worse = type(relation)(**{**fields, "score": 0.2, "extractor": "other"})
    doc._.relations = (worse, relation)
    claims = claims_of_doc(doc)
    assert [(claim.score, claim.extractor) for claim in claims] == [(0.9, "hand")]


def test_symmetric_relation_read_both_ways_is_one_claim(parsed, relate):
    doc = parsed(IN_MICE)
    doc._.relations = (
        relate(doc, "Aspirin", "inhibited", "renin", predicate="binds"),
        relate(
            doc, "renin", "inhibited", "Aspirin", predicate="binds", types=("GeneOrGeneProduct", "Chemical")
        ),
    )
    assert len(claims_of_doc(doc)) == 1


def test_order_of_relations_does_not_matter(parsed, relate):
    doc = parsed(IN_MICE, FIRST_TIME)
    relations = (
        relate(doc, "aspirin", "inhibit", "insulin"),
        relate(doc, "Aspirin", "inhibited", "renin"),
        relate(doc, "renin", "inhibited", "Aspirin", predicate="regulates"),
    )
    doc._.relations = relations
    forward = claims_of_doc(doc)
    doc._.relations = relations[::-1]
    assert claims_of_doc(doc) == forward
    assert [claim.evidence.start for claim in forward] == sorted(claim.evidence.start for claim in forward)
