from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from claimgraph.errors import MissingModel
from claimgraph.extract.vocabulary import ENTITY_TYPES
from claimgraph.models.lexicon import CORE, TYPE_BITS, Lexicon
from claimgraph.models.lexicon_terms import TYPES
from claimgraph.models.normalize_term import normalize_term


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.open()


def test_types_are_the_records_types_in_the_same_order() -> None:
    assert TYPES == ENTITY_TYPES
    assert TYPE_BITS["GeneOrGeneProduct"] == 1
    assert TYPE_BITS["Procedure"] == 1 << 11


def test_a_missing_lexicon_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match="lexicon build"):
        Lexicon.open(tmp_path)


def test_a_lexicon_of_another_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"version": 0, "types": [], "counts": {}, "tier": "core"}')
    with pytest.raises(MissingModel, match="another version"):
        Lexicon.open(tmp_path)


@pytest.mark.parametrize(
    ("term", "type_", "identifier"),
    [
        ("IL-2", "GeneOrGeneProduct", "HGNC:6001"),
        ("interleukin-2", "GeneOrGeneProduct", "HGNC:6001"),
        ("interleukin 2", "GeneOrGeneProduct", "HGNC:6001"),
        ("T regulatory cells", "CellType", "CL:0000815"),
        ("Tregs", "CellType", "CL:0000815"),
        ("regulatory T cells", "CellType", "CL:0000815"),
        ("TGF-beta", "GeneOrGeneProduct", "FPLX:TGFB"),
        ("TGF-β", "GeneOrGeneProduct", "FPLX:TGFB"),
        ("transforming growth factor-beta", "GeneOrGeneProduct", "FPLX:TGFB"),
        ("IL-1", "GeneOrGeneProduct", "FPLX:IL1"),
        ("NF-κB", "GeneOrGeneProduct", "FPLX:NFkappaB"),
        ("PD-1", "GeneOrGeneProduct", "HGNC:8760"),
        ("CD25", "GeneOrGeneProduct", "HGNC:6008"),
        ("p53", "GeneOrGeneProduct", "HGNC:11998"),
        ("superoxide dismutase", "GeneOrGeneProduct", "FPLX:SOD"),
        ("melanoma", "Disease", "MONDO:0005105"),
        ("renal cell carcinoma", "Disease", "MONDO:0005086"),
        ("Renal cell cancers", "Disease", "MONDO:0005086"),
        ("hypotension", "Disease", "MONDO:0005468"),
        ("muscle stiffness", "Phenotype", "HP:0003552"),
        ("CD8+ T cells", "CellType", "CL:0000625"),
        ("TILs", "CellType", "MESH:D016246"),
        ("HeLa", "CellLine", "CVCL:0030"),
        ("aldesleukin", "Chemical", "MESH:C082598"),
        ("cyclosporine", "Chemical", "CHEBI:4031"),
        ("kidneys", "Anatomy", "UBERON:0002113"),
        ("mice", "Organism", "NCBITaxon:10090"),
        ("E. coli", "Organism", "NCBITaxon:562"),
        ("apoptosis", "BiologicalProcess", "GO:0006915"),
        ("mitochondria", "CellularComponent", "GO:0005739"),
        ("nephrectomy", "Procedure", "MESH:D009392"),
    ],
)
def test_common_terms_mean_what_they_should(lexicon: Lexicon, term: str, type_: str, identifier: str) -> None:
    senses = lexicon.lookup(term, types={type_})
    assert senses, f"{term} is no term of type {type_}"
    assert senses[0].concept.id == identifier
    assert lexicon.types(normalize_term(term), term) & TYPE_BITS[type_]


def test_an_undefined_short_form_keeps_its_several_diseases(lexicon: Lexicon) -> None:
    senses = lexicon.lookup("AS", types={"Disease"})
    assert len(senses) >= 2
    assert senses[0].score - senses[1].score < 0.05


@pytest.mark.parametrize(
    ("identifier", "primary"),
    [
        ("MESH:D008545", "MONDO:0005105"),
        ("NCBIGene:3558", "HGNC:6001"),
        ("UniProt:P60568", "HGNC:6001"),
        ("MESH:D050378", "CL:0000815"),
        ("HP:0000093", "MONDO:0003634"),
        ("MESH:D011507", "MONDO:0003634"),
        ("MESH:D001943", "MONDO:0007254"),
        ("MESH:D009369", "MONDO:0005070"),
        ("MESH:D012964", "CHEBI:26708"),
        ("MESH:D053645", "HGNC:6008"),
        ("MESH:D051379", "NCBITaxon:10090"),
        ("NCBIGene:16183", "MGI:96548"),
        ("HGNC:6001", "HGNC:6001"),
        ("MGI:96548", "MGI:96548"),
    ],
)
def test_equivalent_identifiers_lead_to_the_concept(lexicon: Lexicon, identifier: str, primary: str) -> None:
    concept = lexicon.concept(identifier)
    assert concept is not None
    assert concept.id == primary
    assert identifier in (concept.id, *concept.xrefs)


def test_orthologs_lead_both_ways(lexicon: Lexicon) -> None:
    human, mouse = lexicon.concept("HGNC:6001"), lexicon.concept("MGI:96548")
    assert human is not None
    assert mouse is not None
    assert mouse.id in human.orthologs
    assert human.id in mouse.orthologs


@pytest.mark.parametrize("identifier", ["", "MONDO:0", "~:~", "HGNC:60011111", "no curie"])
def test_unknown_identifiers_lead_nowhere(lexicon: Lexicon, identifier: str) -> None:
    assert lexicon.concept(identifier) is None


def test_every_kind_of_word_that_is_no_entity_has_no_types(lexicon: Lexicon) -> None:
    words = ["the", "The", "was", "were", "and", "to", "no", "not", "of", "as a", "is a", "high-dose IL-2"]
    assert {word: lexicon.types(normalize_term(word), word) for word in words} == dict.fromkeys(words, 0)


def test_a_symbol_spelt_like_a_word_counts_only_as_it_is_written(lexicon: Lexicon) -> None:
    gene = TYPE_BITS["GeneOrGeneProduct"]
    assert lexicon.types("was", "WAS") & gene
    assert not lexicon.types("was", "was") & gene
    assert not lexicon.types("was") & gene
    assert lexicon.types("as", "AS")
    assert not lexicon.types("as", "As")
    assert lexicon.types("til", "TILs") == lexicon.types("til", "TIL")
    assert lexicon.lookup("WAS")[0].score > lexicon.lookup("was")[0].score + 0.3


def test_senses_come_best_first_and_types_agree_with_them(lexicon: Lexicon) -> None:
    for term in ("IL-2", "PD-1", "LPS", "insulin", "renal cell carcinoma", "calcium", "EGFR"):
        senses = lexicon.lookup(term)
        assert [sense.score for sense in senses] == sorted((sense.score for sense in senses), reverse=True)
        assert all(0 <= sense.score <= 1 for sense in senses)
        mask = lexicon.types(normalize_term(term), term)
        assert mask == sum({TYPE_BITS[sense.concept.type] for sense in senses})


def test_a_term_that_is_none_has_no_senses(lexicon: Lexicon) -> None:
    assert lexicon.lookup("quxfrobnicase zeta") == ()
    assert lexicon.types(normalize_term("quxfrobnicase zeta")) == 0


def test_names_of_a_concept_are_the_terms_that_lead_to_it(lexicon: Lexicon) -> None:
    assert set(lexicon.names("HGNC:1516")) == {"cat", "catalase"}
    for identifier in ("MONDO:0005105", "MESH:D008545", "FPLX:STAT", "CL:0000815"):
        concept = lexicon.concept(identifier)
        assert concept is not None
        names = lexicon.names(identifier)
        assert normalize_term(concept.name) in names
        assert all(concept.id in {sense.concept.id for sense in lexicon.lookup(name)} for name in names)
    assert lexicon.names("no curie") == ()


def test_parents_and_members_lead_up_and_down(lexicon: Lexicon) -> None:
    assert "MONDO:0005070" in lexicon.ancestors("MONDO:0005105")
    assert "CL:0000084" in lexicon.ancestors("CL:0000815")
    assert {"HGNC:11766", "HGNC:11768"} <= set(lexicon.members("FPLX:TGFB"))
    assert "FPLX:TGFB" in lexicon.parents("HGNC:11766")
    assert all(lexicon.concept(one) is not None for one in lexicon.ancestors("MESH:D008545"))


def test_a_prefix_is_what_some_term_begins_with(lexicon: Lexicon) -> None:
    assert all(lexicon.has_prefix(part) for part in ("m", "melan", "melanoma"))
    assert not lexicon.has_prefix("melanomaofthemoonbase")


def test_case_decides_between_human_and_mouse(lexicon: Lexicon) -> None:
    assert lexicon.lookup("IFNG")[0].concept.id == "HGNC:5438"
    assert {sense.concept.id for sense in lexicon.lookup("Hras")} >= {"HGNC:5173", "MGI:96224"}


def test_pickling_opens_the_same_folder_again(lexicon: Lexicon) -> None:
    copy = pickle.loads(pickle.dumps(lexicon))
    assert copy.folder == lexicon.folder
    assert copy.lookup("melanoma") == lexicon.lookup("melanoma")


def test_the_shipped_core_stays_small() -> None:
    assert sum(path.stat().st_size for path in CORE.iterdir()) <= 25_000_000
