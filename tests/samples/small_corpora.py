"""A corpora folder in small: every corpus of the plan with a few texts written for the tests."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claimgraph.models.gold import read_plan

NAMES = ("cisplatin", "sunitinib", "aspirin", "warfarin", "digoxin", "morphine")
VERBS = (("causes", "VBZ"), ("lowers", "VBZ"), ("cured", "VBD"))


def record(
    number: str, text: str, entities: Sequence[tuple[str, str] | tuple[str, str, str]] = ()
) -> dict[str, Any]:
    """A document; entities are (text, type) or (text, type, id), each at its first place."""
    return {
        "id": number,
        "text": text,
        "entities": [
            {
                "start": text.index(name),
                "end": text.index(name) + len(name),
                "text": name,
                "type": kind,
                "ids": list(ids),
            }
            for name, kind, *ids in entities
        ],
    }


def write_part(corpora: Path, name: str, part: str, records: Sequence[dict[str, Any]]) -> None:
    """Write one part of an entity corpus."""
    path = corpora / "ner" / name / f"{part}.jsonl.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(json.dumps(record) + "\n" for record in records).encode()))


def write_trees(path: Path, documents: dict[str, Sequence[str]]) -> None:
    """Write a treebank of sentences "subject verb object"."""
    lines = []
    tags = dict(VERBS)
    for document, sentences in documents.items():
        lines.append(f"# newdoc id = {document}")
        for sentence in sentences:
            subject, verb, thing = sentence.split()
            for number, word, tag, head, relation in (
                (1, subject, "NN", 2, "nsubj"),
                (2, verb, tags[verb], 0, "root"),
                (3, thing, "NN", 2, "dobj"),
            ):
                lines.append(
                    "\t".join([str(number), word, "_", "_", tag, "_", str(head), relation, "_", "_"])
                )
            lines.append("")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("\n".join([*lines, ""]).encode()))


def write_corpora(corpora: Path) -> None:
    """Write all corpora of the plan, with train, dev and test parts, and the treebanks."""
    for name, corpus in read_plan().corpora.items():
        kind = next(iter(corpus.types))
        for part in ("train", "dev", "test"):
            records = [
                record(f"{part}{number}", f"A {part} text of {name} on {drug} for all.", [(drug, kind)])
                for number, drug in enumerate(NAMES)
            ]
            write_part(corpora, name, part, records)
    (corpora / "ner" / "overlaps.jsonl").write_text("", encoding="utf-8")
    folder = corpora / "parsing" / "genia"
    sentences = [f"{drug} {verb} {other}" for drug in NAMES for verb, _ in VERBS for other in NAMES[:2]]
    write_trees(folder / "train-silver.conllu.gz", {f"T{place}": sentences[place:] for place in range(4)})
    write_trees(folder / "extra.conllu.gz", {"E0": sentences[20:]})
    write_trees(folder / "dev.conllu.gz", {"V0": sentences[12:]})
