"""How curators used names: counting, reading and writing uses, and the senses that come of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.extract.annotated_names import (
    ANNOTATED,
    Use,
    annotated_senses,
    count_uses,
    counted_as,
    read_usage,
    write_usage,
)
from claimgraph.extract.grounding import case_of, ground
from claimgraph.extract.knowledge import Knowledge
from claimgraph.extract.organisms import Organism
from claimgraph.extract.ranking import read_weights
from claimgraph.extract.readings import Reading
from claimgraph.extract.word_list import read_rows
from claimgraph.models.lexicon import Lexicon
from claimgraph.models.normalize_term import normalize_term
from claimgraph.models.own_terms import extended_lexicon

GENE = "GeneOrGeneProduct"
NONE = Organism("")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.open()


def test_a_document_counts_once_and_copies_of_it_too() -> None:
    uses = [
        Use("a", "quelling", "LAB:1"),
        Use("a", "quelling", "LAB:1"),
        Use("b", "quelling", "LAB:1"),
        Use("b", "quelling", "X:2"),
    ]
    assert count_uses(uses) == {"quelling": {"LAB:1": 2, "X:2": 1}}


def test_a_mouse_gene_is_counted_as_its_human_orthologue(lexicon: Lexicon) -> None:
    mouse, human, melanoma = (lexicon.concept(one) for one in ("MGI:96548", "HGNC:6001", "MONDO:0005105"))
    assert [counted_as(one) for one in (mouse, human, melanoma) if one is not None] == [
        "HGNC:6001",
        "HGNC:6001",
        "MONDO:0005105",
    ]


def test_senses_come_of_uses_that_the_lexicon_lacks(lexicon: Lexicon) -> None:
    used = {"HGNC:6001": 3, "MONDO:0005105": 2, "NONE:1": 1}
    senses = list(
        annotated_senses(used, "quell", {"MONDO:0005105"}, lexicon=lexicon, types=(GENE, "Disease"))
    )
    assert [(sense.concept.id, sense.kind) for sense in senses] == [("HGNC:6001", ANNOTATED)]
    assert not list(annotated_senses(used, "quell", (), lexicon=lexicon, types=("Chemical",)))


def test_a_name_that_only_curators_know_is_found(lexicon: Lexicon) -> None:
    knowledge = Knowledge(lexicon, read_weights(), {"quellingmalady": {"MONDO:0005105": 4}})
    found = ground("Disease", [Reading("Quelling malady")], NONE, knowledge=knowledge)
    assert found.concept is not None
    assert found.concept.id == "MONDO:0005105"
    assert found.reason.startswith(ANNOTATED)


def test_the_more_curators_use_a_name_so_the_likelier_it_is_meant_so(lexicon: Lexicon) -> None:
    def share(so: int, otherwise: int) -> float:
        usage = {"rcc": {"MONDO:0005086": so, "MONDO:0044874": otherwise}}
        found = ground("Disease", [Reading("RCC")], NONE, knowledge=Knowledge(lexicon, read_weights(), usage))
        if found.concept is not None and found.concept.id == "MONDO:0005086":
            return found.score
        return next(one.score for one in found.alternatives if one.id == "MONDO:0005086")

    assert share(1, 1) < share(1, 0) < share(5, 0)
    assert share(1, 5) < share(0, 0)


def test_a_short_form_that_the_text_defines_is_not_taken_for_what_curators_meant(lexicon: Lexicon) -> None:
    knowledge = Knowledge(lexicon, read_weights(), {"ms": {"MONDO:0005301": 40}})
    readings = [Reading("mitral stenosis"), Reading("MS", definition="mitral stenosis")]
    case = case_of("Disease", readings, NONE, knowledge=knowledge)
    assert case is not None
    assert all(fit.used == (0, 0) for fit in case.fits)


def test_a_name_that_a_user_stops_means_nothing_whatever_curators_meant(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text(
        "id\tname\ttype\tsynonyms\n-\tquelling malady\t\t\nLAB:8\tquellitis\tDisease\t\n", encoding="utf-8"
    )
    usage = {"quellingmalady": {"MONDO:0005105": 4}}
    knowledge = Knowledge(extended_lexicon([str(path)]), read_weights(), usage)
    assert ground("Disease", [Reading("quelling malady")], NONE, knowledge=knowledge).concept is None
    for loosely in (False, True):  # nor are own terms meant by other names than theirs
        found = ground(
            "Disease", [Reading("drug-free quellitis")], NONE, knowledge=knowledge, loosely=loosely
        )
        assert found.concept is None


def test_uses_are_read_as_they_were_written(tmp_path: Path) -> None:
    usage = {"quell": {"LAB:1": 2, "X:2": 1}, "a of b": {"LAB:1": 1}}
    write_usage(tmp_path / "names.tsv", usage)
    lines = (tmp_path / "names.tsv").read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if not line.startswith("#")]
    assert rows == [("a of b", "LAB:1", "1"), ("quell", "LAB:1", "2"), ("quell", "X:2", "1")]


def test_names_that_ship_are_normalised_names_and_not_texts(lexicon: Lexicon) -> None:
    usage = read_usage()
    assert len(read_rows("annotated_names.tsv")) == sum(map(len, usage.values())) > 5000
    assert all(len(name.split()) < 15 for name in usage)
    for name, concepts in list(usage.items())[::500]:
        assert normalize_term(name).replace(" ", "") == name.replace(" ", "") or not name.isascii()
        assert all(lexicon.concept(one) is not None for one in concepts)
