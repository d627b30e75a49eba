"""The pipeline: the one place that knows which steps there are and in which order they run.

tokens -> sentences -> lexicon marks -> encoder -> tags, tree, mentions -> abbreviations -> terms
       -> grounding -> relations -> claims

Another pipeline's own entities are taken over as mentions in the recogniser's place.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from errno import EEXIST
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import spacy

from claimgraph.errors import MissingModel
from claimgraph.extract.attributes import declare_attributes
from claimgraph.extract.records import Record, to_record
from claimgraph.extract.step_clock import StepClock
from claimgraph.extract.token_table import sentence_spans
from claimgraph.models.catalog import pipeline_folder
from claimgraph.models.fast_ops import use_blas
from claimgraph.settings import DEFAULT_PIPELINE
from claimgraph.whole_file import whole_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from claimgraph.corpus.document import Document

TRAINED = ("tok2vec", "tagger", "parser", "recogniser")
ORDER = (  # (name, factory); the trained steps keep their names from training
    ("sentences", "claimgraph_sentences"),
    ("lexicon_marks", "claimgraph_lexicon_marks"),
    *((name, name) for name in TRAINED),
    ("entity_mentions", "claimgraph_entity_mentions"),
    ("abbreviations", "claimgraph_abbreviations"),
    ("terms", "claimgraph_terms"),
    ("grounder", "claimgraph_grounder"),
    ("relations", "claimgraph_relations"),
    ("claims", "claimgraph_claims"),
)
BATCH_DOCUMENTS = 64
MODEL_CARD = "README.md"
_OF_A_PIPELINE = frozenset({"config.cfg", "meta.json"})


def load(
    name: str = DEFAULT_PIPELINE,
    *,
    own_terms: Sequence[str | Path] = (),
    linker: str | Path | None = None,
) -> Language:
    """Load a pipeline: a shipped one by name, else whatever `spacy.load` knows by that name or path.

    A pipeline that is not claimgraph's (scispaCy's `en_core_sci_md`, say) keeps its own tagger, parser and
    entities and gets claimgraph's other steps behind them. `own_terms` are files of a user's own terms
    (`claimgraph.models.own_terms`), the last before the others. `linker` is one of scispaCy's, or the file of a
    knowledge base (`claimgraph.extract.linkers`), that grounds in the lexicon's place. Raises `MissingModel`, and
    `UnreadableSource` where a file is wrong.
    """
    declare_attributes()
    folder = pipeline_folder(name)
    try:
        nlp = spacy.load(name if folder is None else folder)
    except OSError as error:
        raise MissingModel(f"no pipeline {name!r}: neither shipped with claimgraph nor installed") from error
    complete(nlp)
    if own_terms:
        _add_own_terms(nlp, [str(path) for path in own_terms])
    if linker is not None:
        _put_linker(nlp, str(linker))
    grounder: Any = nlp.get_pipe("grounder")
    if hasattr(grounder, "linker"):  # just put in, or saved with the pipeline, whose file may have changed
        nlp.meta["linker"] = grounder.linker.title
    use_blas(nlp)
    return nlp


def _add_own_terms(nlp: Language, paths: list[str]) -> None:
    config = {"own_terms": [os.path.abspath(path) for path in paths]}
    if "own_terms" in nlp.pipe_names:  # saved with other terms
        nlp.remove_pipe("own_terms")
    nlp.add_pipe("claimgraph_own_terms", name="own_terms", after="terms", config=config)
    _change_grounder(nlp, config)
    terms: Any = nlp.get_pipe("own_terms")
    nlp.meta["own_terms"] = hashlib.sha256(msgspec.json.encode(terms.lexicon.own)).hexdigest()[:16]


def _put_linker(nlp: Language, linker: str) -> None:
    _change_grounder(nlp, {"linker": linker}, factory="claimgraph_linked_grounder")
    grounder: Any = nlp.get_pipe("grounder")
    nlp.get_pipe_config("grounder")["linker"] = grounder.linker.place


def _change_grounder(nlp: Language, changes: dict[str, Any], *, factory: str | None = None) -> None:
    options = dict(nlp.get_pipe_config("grounder"))
    known = options.pop("factory")  # the lexicon's, or a linker that the pipeline was saved with
    nlp.replace_pipe("grounder", factory or known, config=options | changes)


def complete(nlp: Language) -> None:
    """Add the steps that a pipeline lacks, in order; the trained ones can't be added.

    A pipeline without claimgraph's recogniser gets its mentions from its own entities and from the lexicon.
    """
    has_recogniser = "recogniser" in nlp.pipe_names
    first = next(iter(nlp.pipe_names), None)
    for name, factory in ORDER:
        if name in nlp.pipe_names or name in TRAINED or (name == "entity_mentions" and has_recogniser):
            continue
        before = first if name in {"sentences", "lexicon_marks"} else None
        config = {"all_types": True} if name == "terms" and not has_recogniser else {}
        nlp.add_pipe(factory, name=name, before=before, config=config)


def extract(
    documents: Iterable[Document], *, nlp: Language, clock: StepClock | None = None
) -> Iterator[Record]:
    """Read documents with a pipeline from `load`; a record for each, in their order.

    `clock` counts the time that each step takes, as `nlp.pipe`, which this does the work of, could not.
    """
    clock = clock or StepClock()
    docs = clock.through("tokens", (read_into(document, nlp=nlp) for document in documents))
    for name, step in nlp.pipeline:
        piped = step.pipe(docs, batch_size=BATCH_DOCUMENTS) if hasattr(step, "pipe") else map(step, docs)
        docs = clock.through(name, piped)
    return clock.through("record", map(record_of, docs))


def read_into(document: Document, *, nlp: Language) -> Doc:
    """The document's tokens, before any step has run."""
    doc = nlp.make_doc(document.text)
    doc._.document = document
    return doc


def record_of(doc: Doc) -> Record:
    """What the pipeline found in a document that was read with `read_into`."""
    return to_record(
        doc._.document,
        sentences=sentence_spans(doc),
        abbreviations=doc._.abbreviations,
        mentions=doc._.mentions,
        claims=doc._.claims,
    )


def check_output(output: Path) -> None:
    """Raise `FileExistsError` where something lies that is no pipeline: only one may be written anew."""
    if not output.exists():
        return
    inside = {path.name for path in output.iterdir()} if output.is_dir() else {output.name}
    if inside - {MODEL_CARD} and not inside >= _OF_A_PIPELINE:
        raise FileExistsError(
            EEXIST, "is there already, and is no pipeline that may be replaced", str(output)
        )


def assemble(weights: Path, output: Path, *, name: str, manifest: Path) -> Language:
    """Make a shipped pipeline of trained weights: with all steps, without the words of the corpora.

    Writes the folder `output` anew, which appears whole: spaCy's files and `training.json` (ids of the training
    documents). A model card that lies there stays. Raises as `check_output`.
    """
    check_output(output)
    declare_attributes()
    nlp = spacy.load(weights)
    complete(nlp)
    nlp.get_pipe_config("recogniser")["with_conventions"] = (
        False  # training watches them, users don't need them
    )
    nlp.meta.update(
        {
            "name": name.removeprefix("en_"),
            "version": version("claimgraph"),
            "description": "Entities, grounding and claims of biomedical abstracts.",
            "author": "claimgraph contributors",
            "license": "Apache-2.0 (code); weights: see the model card",
        }
    )
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # where it was trained is nobody's concern
    labels = {label for step in TRAINED for label in getattr(nlp.get_pipe(step), "labels", ())}
    trained_on = msgspec.json.decode(manifest.read_bytes(), type=dict[str, list[str]])
    with whole_folder(output) as folder:
        nlp.to_disk(folder)
        if (output / MODEL_CARD).exists():
            shutil.copyfile(output / MODEL_CARD, folder / MODEL_CARD)
        (folder / "vocab" / "strings.json").write_text(json.dumps(sorted(labels)), encoding="utf-8")
        (folder / "training.json").write_bytes(
            msgspec.json.format(msgspec.json.encode(trained_on), indent=0) + b"\n"
        )
    return nlp
