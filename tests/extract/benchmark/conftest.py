"""A folder of corpora in the public ones' form, with texts written for these tests."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

BIORED = {
    "id": "1",
    "corpus": "biored",
    "split": "dev",
    "text": "Zetrol lowers gabrin in quell fever.\nWe found that zetrol treats quell fever.",
    "entities": [
        {"start": 0, "end": 6, "text": "Zetrol", "type": "ChemicalEntity", "ids": ["MESH:C1"]},
        {"start": 14, "end": 20, "text": "gabrin", "type": "GeneOrGeneProduct", "ids": ["NCBIGene:7"]},
        {
            "start": 24,
            "end": 35,
            "text": "quell fever",
            "type": "DiseaseOrPhenotypicFeature",
            "ids": ["MESH:D1"],
        },
        {"start": 51, "end": 57, "text": "zetrol", "type": "ChemicalEntity", "ids": ["MESH:C1"]},
        {
            "start": 65,
            "end": 76,
            "text": "quell fever",
            "type": "DiseaseOrPhenotypicFeature",
            "ids": ["MESH:D1"],
        },
    ],
    "relations": [
        {"type": "Negative_Correlation", "args": ["C1", "7"], "novelty": "Novel"},
        {"type": "Negative_Correlation", "args": ["D1", "C1"], "novelty": "No"},
    ],
}
MED1250 = {
    "id": "2",
    "corpus": "med1250",
    "split": "dev",
    "text": "Quell fever (QF) is rare.",
    "pairs": [{"sf": "QF", "lf": "Quell fever", "sf_span": [13, 15], "lf_span": [0, 11]}],
}
SENTENCES = {
    "id": "3",
    "split": "dev",
    "text": "Gabrin binds zetrol. It is rare.",
    "sentences": [[0, 20], [21, 32]],
    "tokens": [],
}
TREE = """# newdoc id = 3
# sent_id = 3-1
# text = Gabrin binds zetrol.
1\tGabrin\tgabrin\tNOUN\tNN\t_\t2\tnsubj\t_\t_
2\tbinds\tbind\tVERB\tVBZ\t_\t0\troot\t_\t_
3\tzetrol\tzetrol\tNOUN\tNN\t_\t2\tdobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""
OVERLAP = [
    {"corpus": "biored", "split": "dev", "id": "1"},
    {"corpus": "nlm-gene", "split": "train", "id": "PMID-1"},
]


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """Folder with one document each of biored, med1250, genia-pos and genia, and the list of copies."""
    folder = tmp_path / "corpora"
    for name, record in {
        "ner/biored": BIORED,
        "abbreviations/med1250": MED1250,
        "parsing/genia-pos": SENTENCES,
    }.items():
        write_lines(folder / name / "dev.jsonl.gz", [record])
    tree = folder / "parsing/genia/dev.conllu.gz"
    tree.parent.mkdir(parents=True)
    tree.write_bytes(gzip.compress(TREE.encode()))
    (folder / "ner/overlaps.jsonl").write_text(json.dumps(OVERLAP) + "\n", encoding="utf-8")
    return folder


def write_lines(path: Path, records: list[dict[str, object]]) -> None:
    """Write JSON lines, compressed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(f"{json.dumps(record)}\n" for record in records).encode()))
