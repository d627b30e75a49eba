"""The gold standards: public corpora as they lie in the folder of corpora, a value a document.

| corpus | file | what it holds |
|---|---|---|
| those of entities | `ner/<corpus>/<part>.jsonl.gz` | entities, identifiers, relations |
| med1250 | `abbreviations/med1250/<part>.jsonl.gz` | pairs of short and long form |
| genia-pos | `parsing/genia-pos/<part>.jsonl.gz` | sentences |
| genia | `parsing/genia/<part>.conllu.gz` | trees; each sentence is a document of its own |
| those of events, drugprot, chemprot | `relations/<corpus>/<part>.jsonl.gz` | entities, relations between them |

A corpus whose plan for training cuts a dev part from its train part is read in these parts.
"""

from __future__ import annotations

import gzip
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.variant_ids import curie_of_tmvar
from claimgraph.extract.scoring.pairs import DocumentRelation
from claimgraph.extract.scoring.parsing import ParsedToken
from claimgraph.models.gold import GoldPlan, read_part, read_plan
from claimgraph.models.treebank import Tree, read_trees

_OTHER_FOLDERS = {"med1250": "abbreviations", "genia-pos": "parsing", "genia": "parsing"}
# Corpora of relations between mentions, and their folders; those of single sentences are for training alone.
MENTION_CORPORA = {
    "bionlp11-ge": "bionlp11_ge",
    "bionlp13-ge": "bionlp13_ge",
    "bionlp13-cg": "bionlp13_cg",
    "bionlp13-pc": "bionlp13_pc",
    "drugprot": "drugprot",
}
_SENTENCE_CORPORA = {"chemprot": "chemprot_sentences"}
MENTION_FOLDERS = {**MENTION_CORPORA, **_SENTENCE_CORPORA}


class GoldEntity(msgspec.Struct, frozen=True):
    """A mention as the corpus marks it; `type` and `ids` are the corpus's own."""

    start: int
    end: int
    type: str
    ids: tuple[str, ...] = ()


class GoldRelation(msgspec.Struct, frozen=True, kw_only=True):
    """Two mentions (positions in `entities`) that the corpus relates; `aspects` are events on the way to them."""

    head: int
    tail: int
    type: str
    aspects: tuple[str, ...] = ()
    negated: bool = False
    speculated: bool = False


class GoldDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A text with what its corpus says of it; `group` is the document that a sentence belongs to.

    `equivalents` are groups of mentions (positions in `entities`) that name one thing in one place: "IL-2 (IL2)".
    """

    id: str
    group: str
    text: str
    entities: tuple[GoldEntity, ...] = ()
    relations: tuple[DocumentRelation, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    tokens: tuple[ParsedToken, ...] = ()
    stated: tuple[GoldRelation, ...] = ()
    equivalents: tuple[tuple[int, ...], ...] = ()


class _RelationLine(msgspec.Struct):
    type: str
    args: tuple[str, str]
    novelty: str | None = None


class _PairLine(msgspec.Struct):
    sf: str
    lf: str


class _Line(msgspec.Struct):
    id: str
    text: str
    entities: tuple[GoldEntity, ...] = ()
    relations: tuple[_RelationLine, ...] = ()
    pairs: tuple[_PairLine, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()


class _EntityLine(msgspec.Struct):
    id: str
    start: int
    end: int
    type: str


class _EventAttributes(msgspec.Struct):
    object_aspect: tuple[str, ...] = ()
    subject_aspect: tuple[str, ...] = ()
    negated: bool = False
    speculated: bool = False


class _StatedLine(msgspec.Struct):
    type: str
    head: str
    tail: str
    attributes: _EventAttributes


class _Text(msgspec.Struct):
    text: str


class _MentionLine(msgspec.Struct):
    id: str
    text: str
    entities: tuple[_EntityLine, ...] = ()
    relations: tuple[_StatedLine, ...] = ()
    equiv: tuple[tuple[str, ...], ...] = ()


_Value = TypeVar("_Value")


def read_gold(corpora: Path, corpus: str, part: str) -> tuple[GoldDocument, ...]:
    """Read a part ("dev", "test") of a corpus; raises `TrainingDataError` if it is missing or malformed."""
    if corpus in MENTION_FOLDERS:
        path = corpora / "relations" / MENTION_FOLDERS[corpus] / f"{part}.jsonl.gz"
        return tuple(_with_relations(line) for line in decode_lines(path, _MentionLine))
    folder = corpora / _OTHER_FOLDERS.get(corpus, "ner") / corpus
    if corpus == "genia":
        path = folder / f"{part}.conllu.gz"
        with _readable(path):
            return tuple(_sentence(number, tree) for number, tree in enumerate(read_trees(path), start=1))
    seen: Counter[str] = Counter()
    documents: list[GoldDocument] = []
    plan = read_plan()
    if corpus in plan.corpora and plan.corpora[corpus].dev_every:
        lines = _cut_lines(corpora, corpus, part, plan)
    else:
        lines = decode_lines(folder / f"{part}.jsonl.gz", _Line)
    for line in lines:
        seen[line.id] += 1
        # med1250 holds two records twice: each is asked, as it is there
        name = line.id if seen[line.id] == 1 else f"{line.id}#{seen[line.id]}"
        documents.append(_document(line, name))
    return tuple(documents)


def decode_lines(path: Path, shape: type[_Value]) -> Iterator[_Value]:
    """Decode a file of JSON lines (gzip or not); raises `TrainingDataError` with the line's number."""
    decoder = msgspec.json.Decoder(shape)
    for number, line in enumerate(_lines(path), start=1):
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise TrainingDataError(f"{path}, line {number}: {error}") from error


def decode_texts(path: Path) -> Iterator[str]:
    """The texts of a file of documents, whatever else it holds of them."""
    return (line.text for line in decode_lines(path, _Text))


def _cut_lines(corpora: Path, corpus: str, part: str, plan: GoldPlan) -> Iterator[_Line]:
    path = corpora / "ner" / corpus / "train.jsonl.gz"
    with _readable(path):
        try:
            for record in read_part(corpora, corpus, part, plan=plan):
                yield msgspec.convert(record, _Line)
        except (ValueError, msgspec.ValidationError) as error:
            raise TrainingDataError(f"{path}: {error}") from error


def _lines(path: Path) -> Iterator[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with _readable(path), opened(path, "rt", encoding="utf-8") as lines:
        yield from lines


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise TrainingDataError(f"{path}: no such file; name the folder of corpora with --corpora") from error
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise TrainingDataError(f"{path}: {error}") from error


def _sentence(number: int, tree: Tree) -> GoldDocument:
    return GoldDocument(
        id=f"{tree.document}-{number}",
        group=tree.document,
        text=tree.text,
        tokens=tuple(
            ParsedToken(word.start, word.end, word.head, word.relation, word.tag) for word in tree.words
        ),
    )


def _document(line: _Line, name: str) -> GoldDocument:
    # relations name concepts without their prefix, entities with it
    full = {
        one.partition(":")[2]: _curie(one) for entity in line.entities for one in entity.ids if ":" in one
    }
    return GoldDocument(
        id=name,
        group=line.id,
        text=line.text,
        entities=tuple(
            GoldEntity(one.start, one.end, one.type, tuple(_curie(identifier) for identifier in one.ids))
            for one in line.entities
        ),
        relations=tuple(
            DocumentRelation(
                full.get(relation.args[0], _curie(relation.args[0])),
                full.get(relation.args[1], _curie(relation.args[1])),
                relation.type,
                None if relation.novelty is None else relation.novelty == "Novel",
            )
            for relation in line.relations
        ),
        abbreviations=tuple((pair.sf, pair.lf) for pair in line.pairs),
        sentences=line.sentences,
    )


def _with_relations(line: _MentionLine) -> GoldDocument:
    """Ends that are no mentions (anaphora that the corpus does not mark as entities) leave a relation out."""
    position = {entity.id: number for number, entity in enumerate(line.entities)}
    return GoldDocument(
        id=line.id,
        group=line.id,
        text=line.text,
        entities=tuple(GoldEntity(one.start, one.end, one.type) for one in line.entities),
        stated=tuple(
            GoldRelation(
                head=position[one.head],
                tail=position[one.tail],
                type=one.type,
                aspects=one.attributes.subject_aspect + one.attributes.object_aspect,
                negated=one.attributes.negated,
                speculated=one.attributes.speculated,
            )
            for one in line.relations
            if one.head in position and one.tail in position
        ),
        equivalents=tuple(tuple(position[one] for one in group if one in position) for group in line.equiv),
    )


def _curie(identifier: str) -> str:
    """The identifier in the form that our records use ("Cellosaurus:CVCL_0030" is "CVCL:0030" there)."""
    return curie_of_tmvar(identifier) or identifier.replace("Cellosaurus:CVCL_", "CVCL:")
