"""What a text tells of the organism whose gene a name means."""

from __future__ import annotations

import pytest

from claimgraph.extract.organism_features import OrganismFeatures, grouped

TEXT = "Wistar rats\nWe fed mice with yeast and measured Qf1. Human QF1 was not in bovine milk. QF1 rose."
STARTS = [0, 12, 53, 87]


def places(name: str, text: str = TEXT) -> list[tuple[int, int]]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append((at, at + len(name)))
        at = text.find(name, at + 1)
    return found


def features(symbols: tuple[str, ...] = ("Qf1", "QF1", "QF1")) -> OrganismFeatures:
    return OrganismFeatures(TEXT, STARTS, symbols)


def test_the_sentences_are_where_the_text_says() -> None:
    assert [TEXT[start:].split(maxsplit=1)[0] for start in STARTS] == ["Wistar", "We", "Human", "QF1"]


def test_words_of_each_kind_of_organism_count() -> None:
    found = features().of_text()
    assert found["rat named"] == found["rat in title"] == 1.0
    assert found["rat share"] == pytest.approx(2 / 6)
    assert found["human share"] == found["mammal share"] == pytest.approx(1 / 6)
    assert "mouse in title" not in found
    assert "no organism" in OrganismFeatures("QF1 rose.", [0], ["QF1"]).of_text()


def test_spelling_of_all_symbols_counts() -> None:
    found = features().of_text()
    assert found["symbols in capitals"] == pytest.approx(2 / 3)
    assert found["symbols with a capital"] == pytest.approx(1 / 3)


def test_words_beside_a_name_are_told_from_those_in_its_sentence() -> None:
    (first,) = places("Qf1")
    found = features().of_name([first])
    assert {"mouse in sentence", "other before", "other in sentence", "name with a capital"} == set(found)
    human, last = places("QF1")
    assert features().of_name([human])["human beside"] == 1.0
    assert features().of_name([human])["mammal after"] == 1.0
    assert set(features().of_name([last])) == {"mammal last", "name in capitals"}


def test_a_names_mentions_tell_together() -> None:
    found = features().of_name(places("QF1"))
    assert found["human beside"] == found["mammal last"] == 0.5
    assert found["name in capitals"] == 1.0


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("TNF", "in capitals"),
        ("Tnf", "with a capital"),
        ("tnf", "in small letters"),
        ("hTNF", "with h"),
        ("NFkB", "otherwise"),
        ("Gdt1p", "as yeast's"),
        ("tumor necrosis factor", "spelt out"),
    ],
)
def test_a_name_is_known_by_how_it_is_written(name: str, written: str) -> None:
    assert f"name {written}" in OrganismFeatures(name, [0], [name]).of_name([(0, len(name))])


def test_a_name_is_one_however_it_is_written() -> None:
    assert grouped({(0, 3): "Tnf", (9, 12): "TNF", (20, 23): "IL2"}) == {
        "tnf": [(0, 3), (9, 12)],
        "il2": [(20, 23)],
    }
