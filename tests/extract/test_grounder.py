"""The grounder on documents made by hand: definitions, lists, what is named elsewhere."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from claimgraph.corpus.document import Document, Source
from claimgraph.extract.abbreviation_pairs import find_pairs
from claimgraph.extract.annotated_names import read_usage
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.claim import Abbreviation, Mention
from claimgraph.extract.components.grounder import Grounder
from claimgraph.extract.grounding import case_of
from claimgraph.extract.initials import long_form_of
from claimgraph.extract.knowledge import Knowledge
from claimgraph.extract.organisms import Organism
from claimgraph.extract.ranking import probabilities, read_weights
from claimgraph.extract.readings import Reading
from claimgraph.models.lexicon import Lexicon

GENE = "GeneOrGeneProduct"
declare_attributes()
GROUNDER = Grounder(Knowledge(Lexicon.open(), read_weights(), read_usage()))
TOKENIZER = spacy.blank("en").tokenizer


def ground(text: str, *named: tuple[str, str]) -> Doc:
    """Ground the named texts, each at its first place that is not yet taken by an equal one."""
    doc = TOKENIZER(text)
    doc._.abbreviations = tuple(Abbreviation(short=pair.short, long=pair.long) for pair in find_pairs(text))
    mentions = []
    places: dict[str, int] = {}
    for piece, type_ in named:
        start = text.index(piece, places.get(piece, 0))
        places[piece] = start + 1
        mentions.append(Mention(start=start, end=start + len(piece), text=piece, type=type_))
    doc._.mentions = tuple(sorted(mentions, key=lambda one: (one.start, -one.end)))
    return GROUNDER(doc)


def identifiers(doc: Doc) -> list[tuple[str, str | None]]:
    return [(one.text, one.concept.id if one.concept else None) for one in doc._.mentions]


def test_short_form_takes_the_concept_of_its_definition() -> None:
    doc = ground(
        "Renal cell carcinoma (RCC) was treated. RCC shrank.",
        ("Renal cell carcinoma", "Disease"),
        ("RCC", "Disease"),
        ("RCC", "Disease"),
    )
    assert {found for _, found in identifiers(doc)} == {"MONDO:0005086"}
    assert "short for 'Renal cell carcinoma'" in doc._.mentions[-1].reason


def test_short_form_without_definition_is_left_open() -> None:
    assert identifiers(ground("AS was treated.", ("AS", "Disease"))) == [("AS", None)]


def test_short_and_long_form_have_one_concept() -> None:
    doc = ground(
        "Less programmed death receptor-1 (PD-1) and interleukin-2 receptor-alpha (IL-2Ra) was seen.",
        ("programmed death receptor-1", GENE),
        ("PD-1", GENE),
        ("interleukin-2 receptor-alpha", GENE),
        ("IL-2Ra", GENE),
    )
    assert [found for _, found in identifiers(doc)] == ["HGNC:8760"] * 2 + ["HGNC:6008"] * 2
    assert "with the short form 'PD-1'" in doc._.mentions[0].reason


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("In mice, Ifng rose. In patients with gout, human TNF was high.", "TNF", "HGNC:11892"),
        ("Mice were fed. Serum leptin of these mice fell.", "leptin", "MGI:104663"),
        ("The Drosophila gene Notch and human NOTCH1 were compared in patients.", "NOTCH1", "HGNC:7881"),
        ("In Saccharomyces cerevisiae, Mre11 and Rad50 of yeast cut DNA.", "Mre11", None),
        ("Porcine IL-2 was made by pig cells. Pigs were given IL-2.", "IL-2", None),
        ("Glycoprotein A repetitions predominant (GARP) is on Tregs.", "GARP", "HGNC:4161"),  # a complex, too
        ("Vascular endothelial growth factor (VEGF) rose in patients.", "VEGF", "FPLX:VEGF"),
    ],
)
def test_a_gene_is_that_of_the_organism_and_definition_beside_it(
    text: str, name: str, expected: str | None
) -> None:
    assert identifiers(ground(text, (name, GENE))) == [(name, expected)]


def test_words_of_the_text_tell_what_an_unsure_name_means() -> None:
    def share(words: frozenset[str]) -> float:
        organism = Organism("human", 1.0)
        case = case_of(GENE, [Reading("TCF-4")], organism, knowledge=GROUNDER.knowledge, words=words)
        assert case is not None
        shares = probabilities(case, read_weights())
        return next(one for one, fit in zip(shares, case.fits, strict=True) if fit.concept.name == "TCF7L2")

    assert share(frozenset({"tcell", "catenin"})) > share(frozenset({"catenin"})) == share(frozenset())


def test_a_symbol_that_is_defined_otherwise_is_not_that_gene() -> None:
    doc = ground(
        "Chloramphenicol acetyltransferase (CAT) and stone eagle antigen (SEA) were seen.",
        ("Chloramphenicol acetyltransferase", GENE),
        ("CAT", GENE),  # not catalase
        ("stone eagle antigen", GENE),
        ("SEA", GENE),  # not MST1R
    )
    assert [found for _, found in identifiers(doc)] == ["MESH:D015500"] * 2 + [None] * 2


def test_name_with_its_short_form_inside() -> None:
    doc = ground(
        "regulatory T (Treg) cells and Tregs",
        ("regulatory T (Treg) cells", "CellType"),
        ("Tregs", "CellType"),
    )
    assert {found for _, found in identifiers(doc)} == {"CL:0000815"}


def test_definition_that_goes_on_behind_the_brackets() -> None:
    doc = ground("interleukin (IL)-2 was given", ("interleukin (IL)-2", GENE))
    assert identifiers(doc) == [("interleukin (IL)-2", "HGNC:6001")]


def test_undefined_short_form_is_what_the_text_names_elsewhere() -> None:
    doc = ground(
        "Melanoma or renal cell carcinoma was seen. RCC regressed.",
        ("renal cell carcinoma", "Disease"),
        ("RCC", "Disease"),
    )
    assert identifiers(doc)[-1] == ("RCC", "MONDO:0005086")


def test_mention_that_lists_several_becomes_several() -> None:
    text = "It caused renal and hepatic failure, and IL-2 and -15 rose with CD4+ and CD8+ T cells."
    doc = ground(
        text,
        ("renal and hepatic failure", "Disease"),
        ("IL-2 and -15", GENE),
        ("CD4+ and CD8+ T cells", "CellType"),
    )
    assert identifiers(doc) == [
        ("renal", "MONDO:0001106"),
        ("hepatic failure", "MONDO:0100192"),
        ("IL-2", "HGNC:6001"),
        ("-15", "HGNC:5977"),
        ("CD4+", "CL:0000624"),
        ("CD8+ T cells", "CL:0000625"),
    ]
    assert all(text[one.start : one.end] == one.text for one in doc._.mentions)
    assert "'renal failure' in 'renal and hepatic failure'" in doc._.mentions[0].reason


def test_a_gene_described_and_named_is_one_gene() -> None:
    name = "fork head/winged helix transcription factor, FOXP3"  # the description alone designates FOXP2
    assert identifiers(ground(f"The {name} was seen.", (name, GENE))) == [(name, "HGNC:6106")]


def test_list_with_an_unknown_member_stays_whole() -> None:
    doc = ground("renal and zzqx failure", ("renal and zzqx failure", "Disease"))
    assert identifiers(doc) == [("renal and zzqx failure", None)]


def test_an_unknown_chemical_is_what_the_lexicon_has_under_that_name() -> None:
    names = [
        ("SARS-CoV-2", "Chemical"),
        ("zzqx", "Chemical"),
        ("Staphylococcal enterotoxin A", GENE),
        ("SEA", GENE),
    ]
    doc = ground("SARS-CoV-2, zzqx and Staphylococcal enterotoxin A (SEA) were seen.", *names)
    assert [found for _, found in identifiers(doc)] == ["NCBITaxon:2697049", None] + ["MESH:C026066"] * 2
    assert doc._.mentions[0].type == "Organism"


def test_mentions_stay_where_they_were() -> None:
    text = "IL-2 and again IL-2 in mice"
    doc = ground(text, ("IL-2", GENE), ("IL-2", GENE))
    assert [(one.start, one.end) for one in doc._.mentions] == [(0, 4), (15, 19)]
    assert len({found for _, found in identifiers(doc)}) == 1


def test_entities_are_the_outermost_mentions() -> None:
    doc = ground(
        "superoxide dismutase mimetic and IL-2",
        ("superoxide dismutase mimetic", "Chemical"),
        ("superoxide dismutase", GENE),
        ("IL-2", GENE),
    )
    assert [(ent.text, ent.kb_id_) for ent in doc.ents] == [
        ("superoxide dismutase mimetic", ""),
        ("IL-2", "HGNC:6001"),
    ]


def test_initials_must_belong_to_one_concept() -> None:
    doc = ground(
        "chronic heart failure and capillary leak syndrome",
        ("capillary leak syndrome", "Disease"),
    )
    known = doc._.mentions
    short = Mention(start=0, end=3, text="CLS", type="Disease")
    other = Mention(start=0, end=3, text="CHF", type="Disease")
    assert long_form_of(short, known) is known[0]
    assert long_form_of(other, known) is None
    assert long_form_of(Mention(start=0, end=3, text="CLS", type="Anatomy"), known) is None


@pytest.mark.parametrize(
    "source", [Source(mesh=("MESH:D002292",)), Source(mesh_terms=("Carcinoma, Renal Cell",))]
)
def test_a_heading_of_the_record_tells_which_of_several_is_meant(source: Source) -> None:
    text = "RCC was treated."
    doc = TOKENIZER(text)
    doc._.document = Document(id="PMID:1", text=text, source=source)
    doc._.abbreviations = ()
    doc._.mentions = (Mention(start=0, end=3, text="RCC", type="Disease"),)
    (mention,) = GROUNDER(doc)._.mentions
    assert mention.concept is not None
    assert mention.concept.id == "MONDO:0005086"
    assert "heading" in mention.reason


def test_a_heading_is_not_the_gene_of_its_name() -> None:
    text = "CAT was there."
    doc = TOKENIZER(text)
    doc._.document = Document(id="PMID:1", text=text, source=Source(mesh_terms=("Cats",)))
    doc._.abbreviations = ()
    doc._.mentions = (Mention(start=0, end=3, text="CAT", type=GENE),)
    (mention,) = GROUNDER(doc)._.mentions
    assert "heading" not in mention.reason


def test_a_mouse_gene_has_kin_in_a_mouse_text() -> None:
    found = case_of(
        GENE,
        [Reading("AKT1")],
        Organism("mouse", 1.0),
        knowledge=GROUNDER.knowledge,
        elsewhere=frozenset({"MGI:104874"}),
    )
    assert found is not None
    assert found.fits[0].concept.id.startswith("MGI:")
    assert found.fits[0].kin


def test_a_member_is_likelier_where_the_text_names_its_family() -> None:
    kin = frozenset({"FPLX:NFkappaB"})
    organism = Organism("human", 1.0)

    def share(elsewhere: frozenset[str]) -> float:
        case = case_of(GENE, [Reading("p50")], organism, knowledge=GROUNDER.knowledge, elsewhere=elsewhere)
        assert case is not None
        shares = probabilities(case, read_weights())
        return next(one for one, fit in zip(shares, case.fits, strict=True) if fit.concept.id == "HGNC:7794")

    assert share(frozenset()) < share(kin)
