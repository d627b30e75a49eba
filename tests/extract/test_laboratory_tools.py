"""Stains and tools of the laboratory are no arguments; the same drug without the words beside it is one."""

import pytest

from claimgraph.extract.claim import Mention
from claimgraph.extract.laboratory_tools import is_tool
from claimgraph.extract.outer_mentions import outer_mentions


def named(text: str, name: str, kind: str = "Chemical") -> bool:
    start = text.index(name)
    return is_tool(Mention(start=start, end=start + len(name), text=name, type=kind), text)


@pytest.mark.parametrize(
    ("text", "name", "stain"),
    [
        ("Cells took up trypan blue.", "trypan blue", True),
        ("Sections (H&E) were read.", "H&E", True),
        ("Hematoxylin-eosin was used.", "Hematoxylin-eosin", True),
        ("Sections were stained with methylene blue.", "methylene blue", True),
        ("Methylene blue staining was faint.", "Methylene blue", True),
        ("Viability by zelotrin-exclusion fell.", "zelotrin", True),
        ("Methylene blue raised blood pressure.", "Methylene blue", False),
        ("Patients stained with blood got aspirin.", "aspirin", False),
    ],
)
def test_stains_by_name_and_by_the_words_beside(text, name, stain) -> None:
    assert named(text, name) is stain


def test_only_a_chemical_is_a_stain() -> None:
    assert not named("CD3 staining was faint.", "CD3", "GeneOrGeneProduct")


@pytest.mark.parametrize(
    ("name", "kind", "tool"),
    [
        ("MTT", "Disease", True),
        ("EGFP", "GeneOrGeneProduct", True),
        ("Agarose", "Chemical", True),
        ("gal4", "GeneOrGeneProduct", True),
        ("Galectin-4", "GeneOrGeneProduct", False),
    ],
)
def test_a_tool_is_one_whatever_it_is_taken_for(name, kind, tool) -> None:
    assert named(f"{name} was used.", name, kind) is tool


def test_a_stain_is_no_argument(parsed) -> None:
    doc = parsed("Eosin|NN|1|nsubj lowered|VBD|0|ROOT fever|NN|-1|dobj")
    doc._.mentions = (
        Mention(start=0, end=5, text="Eosin", type="Chemical"),
        Mention(start=14, end=19, text="fever", type="Phenotype"),
    )
    kept, at = outer_mentions(doc)
    assert [mention.text for mention in kept] == ["fever"]
    assert at == [-1, -1, 0]
