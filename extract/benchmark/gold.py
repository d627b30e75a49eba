"""The gold standards: public corpora as they lie in the folder of corpora, a value a document.

| corpus | file | what it holds |
|---|---|---|
| those of entities | `ner/<corpus>/<part>.jsonl.gz` | entities, identifiers, relations |
| med1250 | `abbreviations/med1250/<part>.jsonl.gz` | pairs of short and long form |
| genia-pos | `parsing/genia-pos/<part>.jsonl.gz` | sentences |
| genia | `parsing/genia/<part>.conllu.gz` | trees; each sentence is a document of its own |

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


class GoldEntity(msgspec.Struct, frozen=True):
    """A mention as the corpus marks it; `type` and `ids` are the corpus's own."""

    start: int
    end: int
    type: str
    ids: tuple[str, ...] = ()


class GoldDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A text with what its corpus says of it; `group` is the document that a sentence belongs to."""

    id: str
    group: str
    text: str
    entities: tuple[GoldEntity, ...] = ()
    relations: tuple[DocumentRelation, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    tokens: tuple[ParsedToken, ...] = ()


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


_Value = TypeVar("_Value")


def read_gold(corpora: Path, corpus: str, part: str) -> tuple[GoldDocument, ...]:
    """Read a part ("dev", "test") of a corpus; raises `TrainingDataError` if it is missing or malformed."""
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


def _curie(identifier: str) -> str:
    """The identifier in the form that our records use ("Cellosaurus:CVCL_0030" is "CVCL:0030" there)."""
    return curie_of_tmvar(identifier) or identifier.replace("Cellosaurus:CVCL_", "CVCL:")
