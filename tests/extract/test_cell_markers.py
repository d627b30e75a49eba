"""Cell types that begin with the markers they bear."""

from __future__ import annotations

import pytest

from claimgraph.extract.cell_markers import only_marks_cells, with_markers
from claimgraph.extract.claim import Mention


def found(text: str, genes: list[str], cell: str) -> str:
    """The cell type's words after the rule, when these were recognised before."""
    parts = [(gene, "GeneOrGeneProduct") for gene in genes] + [(cell, "CellType")]
    mentions = [
        Mention(start=text.index(part), end=text.index(part) + len(part), text=part, type=type_, score=0.9)
        for part, type_ in parts
    ]
    done = with_markers(text, mentions)
    assert [mention.text for mention in done[:-1]] == genes
    assert all(mention.text == text[mention.start : mention.end] for mention in done)
    return done[-1].text


@pytest.mark.parametrize(
    ("text", "genes", "cell", "expected"),
    [
        ("We saw CD4+CD25+FOXP3+ T cells.", ["CD4", "CD25", "FOXP3"], "T cells", "CD4+CD25+FOXP3+ T cells"),
        ("CD4+CD25+FOXP3+ T cells", ["CD4", "CD25", "FOXP3"], "FOXP3+ T cells", "CD4+CD25+FOXP3+ T cells"),
        ("CD4(+)CD25(high) T cells", ["CD4", "CD25"], "high) T cells", "CD4(+)CD25(high) T cells"),
        ("CD4-CD8- T cells", ["CD4", "CD8"], "T cells", "CD4-CD8- T cells"),
        ("CD14+/CD16− monocytes", ["CD14", "CD16"], "monocytes", "CD14+/CD16− monocytes"),
        (
            "CD11b-positive Ly6C high monocytes",
            ["CD11b", "Ly6C"],
            "monocytes",
            "CD11b-positive Ly6C high monocytes",
        ),
        ("CD8+T cells", ["CD8"], "T cells", "CD8+T cells"),
        ("CD4+ and CD8+ T cells", ["CD4", "CD8"], "T cells", "CD8+ T cells"),
        ("IL-2-producing T cells", ["IL-2"], "T cells", "IL-2-producing T cells"),
        ("IFN-γ-secreting CD4+ T cells", ["IFN-γ", "CD4"], "T cells", "IFN-γ-secreting CD4+ T cells"),
        ("IL-2-treated T cells", ["IL-2"], "T cells", "T cells"),
        ("low IL-2 T cells", ["IL-2"], "T cells", "T cells"),
        ("IL-2 increased T cells", ["IL-2"], "T cells", "T cells"),
        ("IL-2-T cells", ["IL-2"], "T cells", "T cells"),
    ],
)
def test_a_cell_begins_at_its_first_marker(text: str, genes: list[str], cell: str, expected: str) -> None:
    assert found(text, genes, cell) == expected


@pytest.mark.parametrize(
    ("text", "gene", "marks"),
    [
        ("The CD4 cell count rose.", "CD4", True),
        ("CD8 T cells rose.", "CD8", True),
        ("The CD11b+/Gr1(mid) subset shrank.", "CD11b+", True),
        ("The CD11b+/Gr1(mid) subset shrank.", "Gr1", True),
        ("Precursor T cells (CD7+) rose.", "CD7", True),
        ("CD8(+) memory T cells rose.", "CD8", True),
        ("PTEN-deficient cells died.", "PTEN", False),
        ("TNF (high dose) killed cells.", "TNF", False),
        ("HER2+ breast cancer grew.", "HER2", False),
        ("CD4 binds the receptor of T cells.", "CD4", False),
        ("T cells (TNF was high) died.", "TNF", False),
        ("PTEN-/- cells died.", "PTEN", False),
    ],
)
def test_a_marker_says_which_cells_are_meant(text: str, gene: str, marks: bool) -> None:
    start = text.index(gene)
    mention = Mention(start=start, end=start + len(gene), text=gene, type="GeneOrGeneProduct")
    assert only_marks_cells(mention, text) is marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("EGFR cell surface expression", False),
        ("EGFR cell cycle arrest", False),
        ("EGFR cell signaling", False),
        ("EGFR cell counts", True),
        ("EGFR cells", True),
    ],
)
def test_what_begins_with_a_cell_need_not_be_cells(text: str, marks: bool) -> None:
    mention = Mention(start=0, end=4, text="EGFR", type="GeneOrGeneProduct")
    assert only_marks_cells(mention, text) is marks
