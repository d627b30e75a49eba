"""scispaCy's linkers: the concepts whose names are like a name, in one of its vocabularies or in a file in its form.

Two names are as similar as their letters, three by three, weighted by how rare they are (cosine of tf-idf vectors).
"""

from __future__ import annotations

import hashlib
import inspect
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from claimgraph.errors import MissingExtra, MissingModel, UnreadableSource

if TYPE_CHECKING:
    from scispacy.candidate_generation import CandidateGenerator
    from scispacy.linking_utils import Entity

_NEIGHBOURS = 30  # names that are looked at, as many as scispaCy does
_FORMS = {"UMLS": re.compile(r"C\d{7}"), "MESH": re.compile(r"[CD](\d{6}|\d{9})")}
_CURIE = re.compile(r"[\w.+-]+:\S+")


class Likeness(msgspec.Struct, frozen=True):
    """A concept one of whose names is like the name that was asked for."""

    id: str  # CURIE
    name: str
    alias: str  # which of its names
    similarity: float  # in [0, 1]
    names: tuple[str, ...]  # all of them


class Linker:
    """A linker of scispaCy's; `open_linker` makes it."""

    def __init__(self, place: str, title: str, generator: CandidateGenerator) -> None:
        self.place = place  # what `open_linker` opens again: a name, or an absolute path
        self.title = title  # tells it from others, and from what its file held before
        self.name = Path(place).stem
        self._generator = generator

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (open_linker, (self.place,))

    def find(self, text: str) -> tuple[Likeness, ...]:
        """The concepts that a name is like, the most similar first, and those whose main name that is."""
        [candidates] = self._generator([text], _NEIGHBOURS)
        return tuple(
            sorted(
                (self._likeness(*candidate) for candidate in candidates),
                key=lambda one: (-one.similarity, one.alias != one.name, one.id),
            )
        )

    def _likeness(self, identifier: str, aliases: list[str], similarities: list[float]) -> Likeness:
        entity = self._generator.kb.cui_to_entity[identifier]
        names = (entity.canonical_name, *entity.aliases)
        rounded = (min(round(float(similarity), 4), 1.0) for similarity in similarities)
        similarity, alias = min(
            zip(rounded, aliases, strict=True), key=lambda one: (-one[0], names.index(one[1]))
        )
        return Likeness(_curie(identifier, self.name), entity.canonical_name, alias, similarity, names)


def open_linker(name: str) -> Linker:
    """Open a linker by scispaCy's name for it, else on the knowledge base in the file of that path.

    What scispaCy has in its cache is not asked for again. Raises `MissingModel` where there is no such linker or it
    can't be had, `UnreadableSource` for a wrong file, `MissingExtra` where scispaCy can't search.
    """
    try:
        from scispacy.candidate_generation import DEFAULT_KNOWLEDGE_BASES  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra("scispaCy's linking", extra="linkers") from error
    path = Path(name).absolute()
    with redirect_stdout(sys.stderr):  # scispaCy tells there what it does; standard output is for records
        if name in DEFAULT_KNOWLEDGE_BASES:
            return Linker(name, f"{name} of scispaCy {version('scispacy')}", _named(name))
        if path.is_file():
            try:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
            except OSError as error:
                raise UnreadableSource(error.strerror or str(error), path=str(path)) from error
            return Linker(str(path), f"{path.name} {digest[:16]}", _on_file(path))
    known = ", ".join(DEFAULT_KNOWLEDGE_BASES)
    raise MissingModel(
        f"no linker {name!r}: neither one of scispaCy's ({known}) nor the file of a knowledge base"
    )


def _named(name: str) -> CandidateGenerator:
    from scispacy.candidate_generation import (  # noqa: PLC0415
        DEFAULT_KNOWLEDGE_BASES,
        DEFAULT_PATHS,
        CandidateGenerator,
        LinkerPaths,
    )
    from scispacy.file_cache import DATASET_CACHE  # noqa: PLC0415

    base = DEFAULT_KNOWLEDGE_BASES[name]
    cache = Path(DATASET_CACHE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the vectorizer is of another version: `_mend` knows
            aliases, vectorizer, index = LinkerPaths(
                *(_held(one, cache) for one in DEFAULT_PATHS[name])
            ).load()
        files = inspect.signature(base).parameters.values()
        kb = base(**{file.name: _held(file.default, cache) for file in files})
    except OSError as error:
        raise MissingModel(
            f"scispaCy's linker {name!r} can't be downloaded and is not whole in {cache}: use it once with a network, "
            "or copy that folder from a computer where it was used"
        ) from error
    _mend(vectorizer)
    return CandidateGenerator(index, vectorizer, aliases, kb)


def _held(address: str, cache: Path) -> str:
    """The file that scispaCy has for an address, else the address: scispaCy itself asks the network for each anew."""
    from scispacy.file_cache import url_to_filename  # noqa: PLC0415

    digest, _, name = url_to_filename(address).partition(".")
    held = [file for file in cache.glob(f"{digest}.*{name}") if Path(f"{file}.json").exists()]  # else cut off
    return str(max(held, key=lambda file: file.stat().st_mtime, default=address))


def _mend(vectorizer: Any) -> None:
    """Give a vectorizer its weights: scikit-learn 1.5 renamed them, and leaves them out of what older ones saved."""
    weights = vars(vectorizer._tfidf).get("_idf_diag")
    if weights is not None:
        vectorizer._tfidf.idf_ = weights.diagonal()


def _on_file(path: Path) -> CandidateGenerator:
    """A linker on a user's knowledge base; all its names are compared, so that nothing has to be built before.

    scispaCy's own `create_tfidf_ann_index` refuses to work with scipy 1.11 and later.
    """
    import nmslib  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415
    from scispacy.candidate_generation import CandidateGenerator  # noqa: PLC0415
    from scispacy.linking_utils import KnowledgeBase  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    kb = KnowledgeBase(_entities(path))
    aliases = sorted(alias for alias in kb.alias_to_cuis if alias.strip())
    if not aliases:
        raise UnreadableSource("no concept in it", path=str(path))
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), dtype=np.float32)
    index = nmslib.init(
        method="brute_force", space="cosinesimil_sparse", data_type=nmslib.DataType.SPARSE_VECTOR
    )
    index.addDataPointBatch(vectorizer.fit_transform(aliases))
    index.createIndex()
    return CandidateGenerator(index, vectorizer, aliases, kb)


class _Line(msgspec.Struct):
    concept_id: str
    canonical_name: str
    aliases: list[str]


def _entities(path: Path) -> Iterator[Entity]:
    """The concepts of a knowledge base, an object a line."""
    from scispacy.linking_utils import Entity  # noqa: PLC0415

    decode = msgspec.json.Decoder(_Line).decode
    seen: set[str] = set()
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                one = decode(line)
            except msgspec.DecodeError as error:
                raise UnreadableSource(f"no concept: {error}", path=str(path), line=number) from None
            if not _CURIE.fullmatch(_curie(one.concept_id)):
                reason = f"the identifier {one.concept_id!r} is no CURIE (LAB:7)"
                raise UnreadableSource(reason, path=str(path), line=number)
            if one.concept_id in seen or not one.canonical_name.strip():
                reason = f"{one.concept_id} stands there twice, or has no name"
                raise UnreadableSource(reason, path=str(path), line=number)
            seen.add(one.concept_id)
            yield Entity(one.concept_id, one.canonical_name, one.aliases)


def _curie(identifier: str, vocabulary: str = "") -> str:
    """An identifier of a knowledge base with its prefix: `UMLS:C0015967`, `MESH:D005334`; `HP:0001945` has it."""
    if ":" in identifier:
        return identifier
    prefix = next((known for known, form in _FORMS.items() if form.fullmatch(identifier)), vocabulary.upper())
    return f"{prefix}:{identifier}"
