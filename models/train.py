"""Train the weights of a pipeline: vectors, prepared documents, teachers, what they teach, and the pipeline itself.

The section `[recipe]` of a pipeline's configuration says how many teachers there are and what they read.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec
import spacy
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from spacy.util import load_config, load_model_from_config
from thinc.api import set_current_ops

from claimgraph.errors import TrainingDataError
from claimgraph.models.catalog import CONFIGS
from claimgraph.models.fast_ops import BlasOps, use_blas
from claimgraph.models.gold import CORPORA_FILE, read_plan, scored_keys
from claimgraph.models.known_weights import start_from
from claimgraph.models.lexicon import CORE
from claimgraph.models.lexicon_layout import META
from claimgraph.models.silver import fitting_texts, silver_docs
from claimgraph.models.teaching import teach
from claimgraph.models.training_corpus import DEV_FILE, PREPARED, TRAIN_FILE, prepare
from claimgraph.models.training_docs import read_training_docs, write_training_docs
from claimgraph.models.word_vectors import raw_texts, train_vectors, write_words
from claimgraph.whole_file import whole_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from spacy.language import Language
    from thinc.api import Config

    Complete = Callable[[Language], None]

MANIFEST = Path("training.json")  # in the work folder: ids of the training documents
TAUGHT_FILE, SILVER_FILE = "taught.jsonl", "silver.jsonl"
LEXICON = CORE / META
DEFAULT_CONFIG = CONFIGS / "en_claims_sm.cfg"
_TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "claimgraph.BiomedicalTokenizer.v1"}}}


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """The section `[recipe]`: teachers are recognisers that label what no corpus labels.

    The pipeline starts from the weights of the first, which therefore has its size.
    """

    teachers: list[dict[str, int]]  # what differs in the settings of each one's encoder
    teacher_steps: int
    teacher_rate: float  # the highest rate at which teachers, and recognisers that leave a corpus out, learn
    silver_documents: int  # raw texts that the teachers and the lexicon label
    silver_hide: float  # share of lexicon marks that is hidden in them at a time
    parser_steps: int  # in which at last the parser alone goes on learning, on trees alone
    left_out_steps: int  # of a recogniser that leaves one corpus out, to measure by


def train_weights(
    corpora: Path, work: Path, *, complete: Complete, config: Path = DEFAULT_CONFIG, seed: int = 0
) -> Path:
    """Train from the corpora folder and return the folder of the weights, `<work>/finished/model-last`.

    The learning rate falls to almost nothing, so the last checkpoint is the one to keep. What `work` holds from
    an earlier run (vectors, prepared documents, teachers, what they taught) is used again. `complete` adds
    to a recogniser the steps that find terms of the lexicon (`claimgraph.extract.pipeline.complete`).
    """
    _check_origin(work, config)
    vectors = _vectors(corpora, work)
    prepared = _prepared(corpora, work / "prepared")
    recipe, _ = _read(config)
    teachers = [
        _recogniser(
            config,
            work / f"teacher-{number}",
            vectors,
            prepared,
            steps=recipe.teacher_steps,
            seed=seed + 1,
            encoder=encoder,
        )
        for number, encoder in enumerate(recipe.teachers, start=1)
    ]
    taught, silver = prepared / TAUGHT_FILE, prepared / SILVER_FILE
    if not silver.exists():
        models = [_open(teacher) for teacher in teachers]
        write_training_docs(teach(read_training_docs(prepared / TRAIN_FILE), models), taught)
        finder = _open(teachers[0])
        complete(finder)
        finder.select_pipes(enable=finder.pipe_names[: finder.pipe_names.index("terms") + 1])
        raw = dict(
            fitting_texts(
                raw_texts(corpora),
                tokenizer=finder.tokenizer,
                documents=recipe.silver_documents,
                held=scored_keys(corpora, read_plan()),
            )
        )
        _write_manifest(work, prepared, raw)
        docs = silver_docs(raw.values(), nlp=finder, hide=recipe.silver_hide)
        write_training_docs(teach(docs, models), silver)
    paths = {
        "paths.vectors": str(vectors),
        "paths.train": f"{taught},{silver}",
        "paths.dev": str(prepared / DEV_FILE),
    }
    weights = _train(config, work / "weights", paths, seed=seed, start=teachers[0])
    return _finish_parser(config, weights, work / "finished", paths, seed=seed)


def _write_manifest(work: Path, prepared: Path, raw: Iterable[str]) -> None:
    """The ids of all documents that train: those of the corpora, and of the raw texts."""
    manifest = msgspec.json.decode((prepared / PREPARED).read_bytes(), type=dict[str, list[str]])
    (work / MANIFEST).write_bytes(msgspec.json.encode({**manifest, "raw": sorted(raw)}) + b"\n")


def train_left_out(corpora: Path, work: Path, corpus: str, *, config: Path = DEFAULT_CONFIG) -> Path:
    """Train a recogniser without one corpus, to measure it there; returns its folder, `<work>/left-out/<corpus>`.

    Left out is also what other corpora hold of that corpus's documents.
    """
    _check_origin(work, config)
    vectors = _vectors(corpora, work)
    runs = work / "left-out-runs" / corpus
    prepared = _prepared(corpora, runs / "prepared", without=corpus)
    recipe, _ = _read(config)
    weights = _recogniser(config, runs / "weights", vectors, prepared, steps=recipe.left_out_steps, seed=0)
    output = work / "left-out" / corpus
    if output.exists():
        shutil.rmtree(output)
    shutil.copytree(weights, output)
    return output


def _check_origin(work: Path, config: Path) -> None:
    """Raise `TrainingDataError` if what a work folder holds was made with another configuration, plan or lexicon."""
    made_of = b"".join(path.read_bytes() for path in (config, CORPORA_FILE, LEXICON))
    digest = hashlib.sha256(made_of).hexdigest()
    origin = work / "origin.txt"
    if not origin.exists():
        work.mkdir(parents=True, exist_ok=True)
        origin.write_text(digest, encoding="utf-8")
    elif origin.read_text(encoding="utf-8") != digest:
        raise TrainingDataError(
            f"{work} was made with another configuration, plan of corpora or lexicon: name a fresh folder"
        )


def _vectors(corpora: Path, work: Path) -> Path:
    vectors = work / "vectors"
    if not vectors.exists():
        words = work / "words.txt"
        texts = (text for _, text in raw_texts(corpora))
        write_words(texts, words, tokenizer=spacy.blank("en", config=_TOKENIZER).tokenizer)
        train_vectors(words, vectors)
    return vectors


def _prepared(corpora: Path, folder: Path, *, without: str | None = None) -> Path:
    if not (folder / PREPARED).exists():
        nlp = spacy.blank("en", config=_TOKENIZER)
        nlp.add_pipe("claimgraph_lexicon_marks")
        prepare(corpora, folder, nlp=nlp, without=without)
    return folder


def _open(weights: Path) -> Language:
    nlp = spacy.load(weights)
    use_blas(nlp)
    return nlp


def _read(config: Path) -> tuple[Recipe, Config]:
    settings = load_config(config, interpolate=False)
    return msgspec.convert(settings.pop("recipe"), Recipe), settings


def _recogniser(
    config: Path,
    output: Path,
    vectors: Path,
    prepared: Path,
    *,
    steps: int,
    seed: int,
    encoder: Mapping[str, int] = MappingProxyType({}),
) -> Path:
    """Train the encoder with tagger and recogniser, without the slow parser, unless that was done."""
    if (output / "model-last").exists():
        return output / "model-last"
    paths = {
        "paths.vectors": str(vectors),
        "paths.train": str(prepared / TRAIN_FILE),
        "paths.dev": str(prepared / DEV_FILE),
    }
    has_trees = any(doc.tags for doc in read_training_docs(prepared / TRAIN_FILE))
    without = ("parser",) if has_trees else ("tagger", "parser")  # GENIA's trees are of JNLPBA's abstracts
    return _train(config, output, paths, seed=seed, steps=steps, without=without, encoder=encoder)


def _finish_parser(config: Path, weights: Path, output: Path, paths: dict[str, str], *, seed: int) -> Path:
    """Let the parser go on alone: of all that the encoder's training reads, only a part has trees."""
    recipe, settings = _read(config)
    names = settings["nlp"]["pipeline"]
    settings["components"] = {name: {"source": str(weights)} for name in names}
    settings["training"]["frozen_components"] = [name for name in names if name != "parser"]
    settings["training"]["annotating_components"] = ["tok2vec"]
    settings["corpora"]["train"]["trees_only"] = True
    return _run(settings, output, {**paths, "system.seed": seed, **_steps(settings, recipe.parser_steps)})


def _train(
    config: Path,
    output: Path,
    paths: dict[str, str],
    *,
    seed: int = 0,
    steps: int | None = None,
    without: tuple[str, ...] = (),
    encoder: Mapping[str, int] = MappingProxyType({}),
    start: Path | None = None,
) -> Path:
    """Train a pipeline, or what is left of it `without` some of its parts; the folder of the last checkpoint."""
    recipe, settings = _read(config)
    overrides: dict[str, Any] = {**paths, "system.seed": seed}
    overrides |= {f"components.tok2vec.model.encode.{key}": value for key, value in encoder.items()}
    if steps is not None:
        overrides |= _steps(settings, steps)
        overrides["training.optimizer.learn_rate.initial_rate"] = recipe.teacher_rate
    for name in without:
        settings["nlp"]["pipeline"].remove(name)
        del settings["components"][name]
    return _run(settings, output, overrides, start=start)


def _steps(settings: Config, steps: int) -> dict[str, int]:
    """Settings for so many steps, over which the learning rate falls to almost nothing."""
    warmup = settings["training"]["optimizer"]["learn_rate"]["warmup_steps"]
    return {"training.max_steps": steps, "training.optimizer.learn_rate.total_steps": steps + warmup}


def _run(settings: Config, output: Path, overrides: Mapping[str, Any], *, start: Path | None = None) -> Path:
    """Run spaCy's training loop; the folder of the last checkpoint."""
    for key, value in overrides.items():
        *sections, last = key.split(".")
        section = settings
        for name in sections:
            section = section[name]
        section[last] = value
    set_current_ops(BlasOps())
    filled = load_model_from_config(settings, auto_fill=True).config
    filled["components"] = settings[
        "components"
    ]  # where parts come from a trained pipeline, `filled` has lost it
    nlp = init_nlp(filled)
    if start is not None:
        start_from(nlp, spacy.load(start))
    with whole_folder(
        output
    ) as folder:  # spaCy saves along the way: what is there is a run that came to its end
        spacy_train(nlp, folder, stdout=sys.stdout, stderr=sys.stderr)
    return output / "model-last"
