"""A user's own terms: read and checked, and before what the lexicon says."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from claimgraph.errors import UnreadableSource
from claimgraph.models.lexicon import CORE, TYPE_BITS, Lexicon
from claimgraph.models.normalize_term import normalize_term
from claimgraph.models.own_terms import ExtendedLexicon, read_own_terms

FILE = """\
# terms of our laboratory
id\tname\ttype\tsynonyms
LAB:7\tzetrolimab\tChemical\tZET-7 | anti-quell antibody
HGNC:6001\t\t\tquell factor
-\timpact\t\tset
-\tmelanoma\tDisease
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "terms.tsv"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def lexicon(path: Path) -> ExtendedLexicon:
    return ExtendedLexicon(CORE, read_own_terms(path))


def test_each_line_is_a_term_with_its_names(path: Path) -> None:
    new, more, stopped, stopped_as = read_own_terms(path)
    assert (new.id, new.type) == ("LAB:7", "Chemical")
    assert new.terms == ("zetrolimab", "ZET-7", "anti-quell antibody")
    assert (more.id, more.terms) == ("HGNC:6001", ("quell factor",))
    assert (stopped.id, stopped.terms) == (None, ("impact", "set"))
    assert (stopped_as.id, stopped_as.type) == (None, "Disease")


@pytest.mark.parametrize("term", ["zetrolimab", "Zetrolimab", "zet 7", "anti-quell antibodies"])
def test_an_own_concept_is_found_by_its_names(lexicon: ExtendedLexicon, term: str) -> None:
    [sense] = lexicon.lookup(term)
    assert (sense.concept.id, sense.concept.name, sense.kind) == ("LAB:7", "zetrolimab", "own term")
    assert lexicon.types(normalize_term(term)) == TYPE_BITS["Chemical"]


def test_an_own_term_has_one_meaning_whatever_the_type(lexicon: ExtendedLexicon) -> None:
    [sense] = lexicon.lookup("zetrolimab", types=["Disease"])
    assert sense.concept.id == "LAB:7"


def test_more_synonyms_keep_the_concept_as_it_is(lexicon: ExtendedLexicon) -> None:
    [sense] = lexicon.lookup("quell factor")
    known = Lexicon.open().concept("HGNC:6001")
    assert sense.concept == known
    assert normalize_term("quell factor") in lexicon.names("HGNC:6001")
    assert lexicon.concept("NCBIGene:3558") == known


def test_stopped_terms_mean_nothing(lexicon: ExtendedLexicon) -> None:
    assert lexicon.lookup("impact") == ()
    assert lexicon.types(normalize_term("impact"), "IMPACT") == 0


def test_a_term_stopped_as_one_type_keeps_the_others(tmp_path: Path, lexicon: ExtendedLexicon) -> None:
    assert lexicon.lookup("melanoma") == ()
    path = tmp_path / "stops.tsv"
    path.write_text(
        "id\tname\ttype\nLAB:1\tquell\tChemical\n-\tquell\tDisease\n-\tTNF\tDisease\n", encoding="utf-8"
    )
    stops = ExtendedLexicon(CORE, read_own_terms(path))
    assert [sense.concept.id for sense in stops.lookup("quell")] == ["LAB:1"]
    assert stops.lookup("TNF") == Lexicon.open().lookup("TNF", types=["GeneOrGeneProduct"])
    assert stops.stops("tnf", "Disease")
    assert not stops.stops("tnf", "GeneOrGeneProduct")


def test_several_lines_make_one_concept(tmp_path: Path) -> None:
    path = tmp_path / "twice.tsv"
    path.write_text(
        "id\tname\ttype\nLAB:1\tquell\tChemical\nLAB:1\tzetrol\t\nLAB:2\tquell\tDisease\n", encoding="utf-8"
    )
    twice = ExtendedLexicon(CORE, read_own_terms(path))
    [zetrol], [quell] = twice.lookup("zetrol"), twice.lookup("quell")
    assert (zetrol.concept.id, zetrol.concept.name) == ("LAB:1", "quell")
    assert quell.concept.id == "LAB:2"  # the last line holds
    assert twice.names("LAB:1") == ("zetrol",)


def test_a_short_symbol_counts_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "short.tsv"
    path.write_text("id\tname\ttype\nLAB:1\tWAS\tChemical\n", encoding="utf-8")
    short = ExtendedLexicon(CORE, read_own_terms(path))
    assert [sense.concept.id for sense in short.lookup("WAS")] == ["LAB:1"]
    assert "LAB:1" not in {sense.concept.id for sense in short.lookup("was")}
    assert short.only_own.types("was", "was") == 0
    assert short.only_own.types("was", "WAS") == TYPE_BITS["Chemical"]


def test_a_name_that_was_taken_or_stopped_is_no_name_any_more(tmp_path: Path) -> None:
    path = tmp_path / "taken.tsv"
    path.write_text("id\tname\ttype\nLAB:1\tIL-2\tChemical\n-\tinterleukin-2\t\n", encoding="utf-8")
    taken = ExtendedLexicon(CORE, read_own_terms(path))
    names = set(taken.names("HGNC:6001"))
    assert names == set(taken.names("NCBIGene:3558"))
    assert not names & {normalize_term("IL-2"), normalize_term("interleukin-2")}
    assert names


def test_what_no_file_says_stays(lexicon: ExtendedLexicon) -> None:
    assert lexicon.lookup("IL-2") == Lexicon.open().lookup("IL-2")
    assert lexicon.concept("LAB:7") is not None
    assert Lexicon.open().concept("LAB:7") is None


def test_the_last_file_stands(tmp_path: Path, path: Path) -> None:
    later = tmp_path / "later.tsv"
    later.write_text("id\tname\ttype\n-\tZET-7\t\nLAB:8\timpact\tProcedure\n", encoding="utf-8")
    both = ExtendedLexicon(CORE, [*read_own_terms(path), *read_own_terms(later)])
    assert both.lookup("ZET-7") == ()
    assert [sense.concept.id for sense in both.lookup("impact")] == ["LAB:8"]
    assert [sense.concept.id for sense in both.lookup("zetrolimab")] == ["LAB:7"]


def test_it_travels_to_another_process(lexicon: ExtendedLexicon) -> None:
    again = pickle.loads(pickle.dumps(lexicon))
    assert again.lookup("zetrolimab") == lexicon.lookup("zetrolimab")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", None, "no terms"),
        ("id\tname\nLAB:1\tfoo\n", 1, "it lacks type"),
        ("id\tname\ttype\tSynonyms\nLAB:1\tfoo\tChemical\tbar\n", 1, "Synonyms is not right"),
        ("id\tname\ttype\n", None, "no terms"),
        ("id\tname\ttype\nLAB:1\tfoo\tChemical\tbar\n", 2, "more cells"),
        ("id\tname\ttype\nLAB:1\tfoo\tThing\n", 2, "no entity type 'Thing'"),
        ("id\tname\ttype\n# note\nfoo\tbar\tChemical\n", 3, "no CURIE"),
        ("id\tname\ttype\nLAB:1\t\tChemical\n", 2, "neither name nor synonyms"),
        ("id\tname\ttype\nLAB:1\t--\tChemical\n", 2, "no letter or digit"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, line: int | None, reason: str
) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableSource, match=reason) as error:
        read_own_terms(path)
    assert error.value.line == line


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="No such file"):
        read_own_terms(tmp_path / "none.tsv")


def test_a_new_concept_needs_name_and_type(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("id\tname\ttype\nLAB:1\tfoo\t\n", encoding="utf-8")
    with pytest.raises(ValueError, match="LAB:1 is no concept of the lexicon"):
        ExtendedLexicon(CORE, read_own_terms(path))


def test_a_concept_of_the_lexicon_keeps_its_type(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("id\tname\ttype\nHGNC:6001\ttcgf one\tChemical\n", encoding="utf-8")
    with pytest.raises(ValueError, match="of the type GeneOrGeneProduct, not Chemical"):
        ExtendedLexicon(CORE, read_own_terms(path))
