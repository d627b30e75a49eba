"""Annotated corpora as training documents: the labels that each corpus teaches, and none of the others."""

from __future__ import annotations

import gzip
import json
import random
import tomllib
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from spacy.tokens import Doc, Span, SpanGroup

from claimgraph.errors import TrainingDataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from spacy.tokenizer import Tokenizer

CORPORA_FILE = Path(__file__).parent / "configs" / "corpora.toml"
CHUNK_TOKENS = 300  # documents are cut after about so many tokens, at the end of a sentence


class GoldCorpus(msgspec.Struct, frozen=True, kw_only=True):
    """How one corpus trains the recogniser; see the head of `configs/corpora.toml`."""

    types: dict[str, tuple[str, ...]]
    skip: frozenset[str] = frozenset()
    max_plain: float = 1.0
    repeat: int = 1
    dev_every: int = 0

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels that the corpus teaches, sorted."""
        return tuple(sorted({label for labels in self.types.values() for label in labels}))


class GoldPlan(msgspec.Struct, frozen=True):
    """The corpora by name, and the words for persons, which are no mentions."""

    corpora: dict[str, GoldCorpus]
    persons: frozenset[str]


def read_plan(path: Path = CORPORA_FILE) -> GoldPlan:
    """Read `corpora.toml`."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return GoldPlan(
        msgspec.convert(data["corpora"], dict[str, GoldCorpus]), frozenset(data["words"]["persons"])
    )


def held_out(corpora: Path) -> set[tuple[str, str]]:
    """The (corpus, document id) of train parts whose text also stands in a dev or test part."""
    excluded = set()
    with (corpora / "ner" / "overlaps.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            group = json.loads(line)
            if any(place["split"] != "train" for place in group):
                excluded |= {(place["corpus"], place["id"]) for place in group if place["split"] == "train"}
    return excluded


def read_part(corpora: Path, name: str, part: str, *, plan: GoldPlan) -> Iterator[dict[str, Any]]:
    """The documents of one part of a corpus of the plan, whose dev part may have to be cut from its train part.

    Raises as `read_documents`.
    """
    every = plan.corpora[name].dev_every
    if not every:
        yield from read_documents(corpora, name, part)
        return
    for record in read_documents(corpora, name, "train"):
        is_dev = zlib.crc32(record["id"].encode()) % every == 0
        if is_dev == (part == "dev"):
            yield record


def read_documents(corpora: Path, name: str, part: str) -> Iterator[dict[str, Any]]:
    """The documents of one part as an entity corpus has it; raises TrainingDataError where the file is missing."""
    path = corpora / "ner" / name / f"{part}.jsonl.gz"
    if not path.exists():
        raise TrainingDataError(
            f"no corpus file {path}: set CLAIMGRAPH_SHARED to the folder with the corpora"
        )
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def title_key(text: str) -> str:
    """A text's first sixty letters and digits: equal for copies of an abstract that differ in layout."""
    return "".join(filter(str.isalnum, text[:200].lower()))[:60]


def title_keys(corpora: Path, name: str, part: str) -> set[str]:
    """The title keys of the documents of one corpus part."""
    return {title_key(record["text"]) for record in read_documents(corpora, name, part)}


def scored_keys(corpora: Path, plan: GoldPlan) -> set[str]:
    """The title keys of every dev or test part of the entity corpora, our own cuts among them."""
    keys = set()
    for path in (corpora / "ner").glob("*/*.jsonl.gz"):
        name, part = path.parent.name, path.name.partition(".")[0]
        if part != "train":
            keys |= title_keys(corpora, name, part)
    for name, corpus in plan.corpora.items():
        if corpus.dev_every:
            keys |= {title_key(record["text"]) for record in read_part(corpora, name, "dev", plan=plan)}
    return keys


def gold_docs(
    record: dict[str, Any], corpus: GoldCorpus, *, persons: frozenset[str], tokenizer: Tokenizer
) -> Iterator[Doc]:
    """Cut a corpus document into Docs with a span group for each label that the corpus teaches."""
    doc = tokenizer(record["text"])
    spans: dict[str, list[Span]] = {label: [] for label in corpus.labels}
    covered: set[int] = set()
    for entity in record["entities"]:
        labels = corpus.types.get(entity["type"], ())
        if corpus.skip & set(entity.get("ids", ())):
            labels = tuple(label for label in labels if ":" in label)
        if not labels:
            continue
        span = doc.char_span(entity["start"], entity["end"], alignment_mode="expand")
        if span is None:
            continue
        for label in labels:
            if label == "Organism" and entity["text"].lower() in persons:
                continue
            spans[label].append(Span(doc, span.start, span.end, label=label))
            covered.update(range(span.start + 1, span.end))
    for start, end in _cuts(doc, covered):
        yield _part(doc, start, end, spans)


def _cuts(doc: Doc, covered: set[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for i in range(len(doc)):
        closes = doc[i].text in {".", "\n"} and i + 1 not in covered
        if closes and i + 1 - start >= CHUNK_TOKENS:
            yield start, i + 1
            start = i + 1
    if start < len(doc):
        yield start, len(doc)


def _part(doc: Doc, start: int, end: int, spans: dict[str, list[Span]]) -> Doc:
    part = Doc(
        doc.vocab,
        words=[token.text for token in doc[start:end]],
        spaces=[bool(token.whitespace_) for token in doc[start:end]],
    )
    for label, group in spans.items():
        inside = [s for s in group if start <= s.start and s.end <= end]
        part.spans[label] = SpanGroup(
            part, name=label, spans=[Span(part, s.start - start, s.end - start, label=label) for s in inside]
        )
    return part


def corpus_docs(
    corpora: Path,
    name: str,
    part: str,
    *,
    plan: GoldPlan,
    tokenizer: Tokenizer,
    held: AbstractSet[str] = frozenset(),
    seed: int = 0,
) -> Iterator[tuple[str, Doc]]:
    """(document id, Doc) of one corpus part, without held-out documents and surplus plain ones.

    `held` are title keys of further documents to leave out.
    """
    corpus = plan.corpora[name]
    excluded = held_out(corpora) if part == "train" else set()
    chooser = random.Random(seed)
    for record in read_part(corpora, name, part, plan=plan):
        if (name, record["id"]) in excluded or title_key(record["text"]) in held:
            continue
        for doc in gold_docs(record, corpus, persons=plan.persons, tokenizer=tokenizer):
            if any(doc.spans.values()) or part != "train" or chooser.random() < corpus.max_plain:
                yield record["id"], doc
