"""Names of procedures, told by their words."""

from __future__ import annotations

import pytest

from claimgraph.models.procedure_names import procedure_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She had biochemotherapy after uninephrectomy .", ["biochemotherapy", "uninephrectomy"]),
        ("Neoadjuvant systemic therapy helps", ["Neoadjuvant systemic therapy"]),
        ("the therapy , a new therapy and therapies", []),
        ("Lymphodepletion and plasmapheresis", ["Lymphodepletion", "plasmapheresis"]),
        ("subtherapy1 therapists ectomy", []),
        ("adjuvant treatment", []),
        ("pretherapy levels by microdialysis", []),
        ("", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    words = text.split()
    assert [" ".join(words[first:last]) for first, last in procedure_names(words)] == names
