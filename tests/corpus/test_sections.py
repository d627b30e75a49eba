"""Roles of headings, and headings inside running text."""

from __future__ import annotations

import pytest

from claimgraph.corpus.sections import LABELS, is_heading_line, label_of, stretches
from claimgraph.corpus.tables import table


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Recent findings", "RESULTS"),
        ("PURPOSE OF REVIEW", "OBJECTIVE"),
        ("Materials & Methods", "METHODS"),
        ("2.1. Materials and Methods:", "METHODS"),
        ("IV. DISCUSSION", "CONCLUSIONS"),
        ("Methods/Design", "METHODS"),
        ("CONCLUSION(S)", "CONCLUSIONS"),
        ("Results of the second experiment", "RESULTS"),
        ("A MERRY TALE", "OTHER"),
        (None, "OTHER"),
    ],
)
def test_label_of(heading: str | None, label: str) -> None:
    assert label_of(heading) == label


def test_category_of_the_source_comes_first() -> None:
    assert label_of("DATA SYNTHESIS", category="CONCLUSIONS") == "CONCLUSIONS"
    assert label_of("RESULTS", category="UNASSIGNED") == "RESULTS"


def test_table_has_known_labels_and_each_heading_once() -> None:
    rows = table("headings")
    assert {row["label"] for row in rows} <= LABELS
    names = [(row["heading"], row["kind"]) for row in rows]
    assert len(names) == len(set(names))


def cut(text: str) -> list[tuple[str, str | None, str]]:
    return [(piece.label, piece.heading, text[piece.start : piece.end]) for piece in stretches(text)]


def test_headings_with_colons() -> None:
    assert cut("IL-2 was seen. METHODS: We looked. RESULTS AND LIMITATIONS: It rose.") == [
        ("OTHER", None, "IL-2 was seen."),
        ("METHODS", "METHODS", "We looked."),
        ("RESULTS", "RESULTS AND LIMITATIONS", "It rose."),
    ]


def test_unknown_capitals_count_beside_known_headings_only() -> None:
    assert cut("RESULTS: It rose. SPECIMEN TALES: None.")[1] == ("OTHER", "SPECIMEN TALES", "None.")
    assert cut("HLA TYPES: A and B were found. It rose.") == [
        ("OTHER", None, "HLA TYPES: A and B were found. It rose.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We compared two arms: IL-2 and placebo. Patients improved.",
        "Methods are needed. Nobody has any.",
        "Three genes were found: methods: none.",
        "Results The drug works and that is all.",
        "Background noise was low. Results were good.",
    ],
)
def test_words_inside_sentences_are_no_headings(text: str) -> None:
    assert cut(text) == [("OTHER", None, text)]


def test_headings_with_full_stops() -> None:
    assert cut("Objective. The aim was clear. Methods. We looked. Results. It rose.") == [
        ("OBJECTIVE", "Objective", "The aim was clear."),
        ("METHODS", "Methods", "We looked."),
        ("RESULTS", "Results", "It rose."),
    ]


def test_bare_headings() -> None:
    text = "Background IL-2 is known. Methods We looked at it. Results It rose. Conclusions It rises."
    assert [piece[:2] for piece in cut(text)] == [
        ("BACKGROUND", "Background"),
        ("METHODS", "Methods"),
        ("RESULTS", "Results"),
        ("CONCLUSIONS", "Conclusions"),
    ]


@pytest.mark.parametrize("line", ["RESULTS", "Results:", "3. Results", "BACKGROUND AND AIM:"])
def test_heading_lines(line: str) -> None:
    assert is_heading_line(line)


@pytest.mark.parametrize("line", ["", "results", "Results were good.", "IL-2"])
def test_no_heading_lines(line: str) -> None:
    assert not is_heading_line(line)
