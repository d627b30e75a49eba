"""`claimgraph benchmark`: run a pipeline on the public corpora, save what it said, and score that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.calibrations import CalibrationFigure, calibrations
from claimgraph.extract.benchmark.conventions import corpus_types
from claimgraph.extract.benchmark.errors import ErrorCount, count_errors, draw, read_errors
from claimgraph.extract.benchmark.figures import Figure, figures
from claimgraph.extract.benchmark.leaks import read_scored
from claimgraph.extract.benchmark.memory import MemoryFigure, measure_memory
from claimgraph.extract.benchmark.predictions import Prediction, load_predictions, save_predictions
from claimgraph.extract.benchmark.questions import ALL_TASKS, LEFT_OUT, TASKS, Question, questions
from claimgraph.extract.benchmark.scale import ScaleFigure, measure_scale
from claimgraph.extract.benchmark.speed import SpeedFigure, measure_speed
from claimgraph.extract.benchmark.variant_ids import without_gene
from claimgraph.whole_file import open_whole

if TYPE_CHECKING:
    from spacy.language import Language

    from claimgraph.extract.benchmark.gold import GoldDocument
    from claimgraph.extract.scoring.concepts import Resolve

OnProgress = Callable[[str, int, int], None]  # what is read or written, documents done, documents in all


class Benchmark(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of one run, and of which pipeline they are."""

    pipeline: str
    version: str
    figures: tuple[Figure, ...] = ()
    calibrations: tuple[CalibrationFigure, ...] = ()
    errors: tuple[ErrorCount, ...] = ()
    speed: tuple[SpeedFigure, ...] = ()
    memory: MemoryFigure | None = None
    scale: tuple[ScaleFigure, ...] = ()


class _Origin(msgspec.Struct, frozen=True):
    pipeline: str
    version: str


def run_benchmark(
    tasks: Sequence[str] = TASKS,
    *,
    corpora: Path,
    pipeline: str,
    predictions: Path,
    part: str = "test",
    saved: bool = False,
    left_out: Path | None = None,
    documents: int | None = None,
    on_progress: OnProgress = lambda *_: None,
) -> Benchmark:
    """Answer the tasks; predictions are written to the folder `predictions`, and scored from there.

    With `saved` the predictions of an earlier run are scored as they are. The folder `left_out` holds pipelines
    that were trained without a corpus, each under the name of that corpus. The tasks "memory" and "scale" read so
    many `documents`, each its own number if none is given. Raises `TrainingDataError` where a corpus or a saved
    prediction is missing, `MissingModel` where the pipeline or the lexicon is.
    """
    unknown = sorted(set(tasks) - set(ALL_TASKS))
    if unknown:
        raise TrainingDataError(f"no such task: {', '.join(unknown)}; there are {', '.join(ALL_TASKS)}")
    asked = questions(tasks, part=part, left_out=_corpora_left_out(left_out, predictions, saved=saved))
    gold = {key: read_scored(corpora, *key) for key in {(one.corpus, one.part) for one in asked}}
    if asked and not saved:
        origin = _answer(
            asked, gold, pipeline=pipeline, left_out=left_out, folder=predictions, on_progress=on_progress
        )
    elif asked:
        origin = _saved_origin(predictions, pipeline)
    else:
        origin = _Origin(pipeline, "")
    resolve = _resolver(asked)
    answered = [
        (one, gold[one.corpus, one.part], load_predictions(predictions / one.file))
        for one in asked
        if one.task != "errors"
    ]
    found = [figure for one in answered for figure in figures(*one, resolve=resolve)]
    speed = measure_speed(corpora, pipeline=pipeline) if "speed" in tasks else []
    memory = None
    if "memory" in tasks:
        memory = measure_memory(corpora, pipeline=pipeline, documents=documents, on_progress=on_progress)
    scale: list[ScaleFigure] = []
    if "scale" in tasks:
        scale = measure_scale(corpora, pipeline=pipeline, documents=documents, on_progress=on_progress)
    errors = read_errors(corpora, predictions) if "errors" in tasks else []
    return Benchmark(
        pipeline=origin.pipeline,
        version=origin.version,
        figures=tuple(found),
        calibrations=tuple(calibrations(answered, resolve=resolve)),
        errors=count_errors(errors, draw(errors)) if errors else (),
        speed=tuple(speed),
        memory=memory,
        scale=tuple(scale),
    )


def save_benchmark(path: Path, benchmark: Benchmark) -> None:
    """Write all figures as JSON."""
    with open_whole(path) as file:
        file.write(msgspec.json.format(msgspec.json.encode(benchmark), indent=1) + b"\n")


def _corpora_left_out(left_out: Path | None, predictions: Path, *, saved: bool) -> set[str]:
    """The corpora that a pipeline was trained without, or whose saved predictions such a one made."""
    if left_out is None:
        files = (
            Question(task="cross-corpus", corpus=name, part=part, way="left-out")
            for name, part in LEFT_OUT.items()
        )
        return {one.corpus for one in files if saved and (predictions / one.file).exists()}
    found = {name for name in LEFT_OUT if (left_out / name / "config.cfg").is_file()}
    if not found:
        raise TrainingDataError(f"{left_out}: no pipeline there under the name of {', '.join(LEFT_OUT)}")
    return found


def _answer(
    asked: Sequence[Question],
    gold: dict[tuple[str, str], tuple[GoldDocument, ...]],
    *,
    pipeline: str,
    left_out: Path | None,
    folder: Path,
    on_progress: OnProgress,
) -> _Origin:
    # scoring saved predictions needs none of the pipeline's steps
    from claimgraph.extract.benchmark.predict import predict  # noqa: PLC0415
    from claimgraph.extract.pipeline import load  # noqa: PLC0415

    nlp: Language = load(pipeline)
    origin = _Origin(pipeline, str(nlp.meta.get("version", "")))
    folder.mkdir(parents=True, exist_ok=True)
    questions_by_file = {one.file: one for one in asked}
    for file, one in sorted(questions_by_file.items(), key=lambda pair: pair[1].way == "left-out"):
        if one.way == "left-out" and left_out is not None:
            nlp = load(str(left_out / one.corpus))  # these come last: each takes the place of the one before
        documents = gold[one.corpus, one.part]
        answers = predict(
            nlp,
            documents,
            corpus=one.corpus,
            way=one.way,
            joint_type=corpus_types(one.corpus).joint_of_gold,
            type_of_gold=corpus_types(one.corpus).type_of_gold,
        )
        save_predictions(folder / file, _counted(answers, file, len(documents), on_progress))
    (folder / "pipeline.json").write_bytes(msgspec.json.encode(origin))
    return origin


def _counted(
    answers: Iterator[Prediction], file: str, total: int, on_progress: OnProgress
) -> Iterator[Prediction]:
    for done, answer in enumerate(answers, start=1):
        yield answer
        on_progress(file, done, total)


def _saved_origin(folder: Path, pipeline: str) -> _Origin:
    try:
        origin = msgspec.json.decode((folder / "pipeline.json").read_bytes(), type=_Origin)
    except (OSError, msgspec.MsgspecError) as error:
        raise TrainingDataError(f"{folder}: no saved predictions there ({error})") from error
    if origin.pipeline != pipeline:
        raise TrainingDataError(
            f"{folder}: the predictions there are of {origin.pipeline}, not of {pipeline}"
        )
    return origin


def _resolver(asked: Sequence[Question]) -> Resolve:
    """Forward identifiers through the lexicon, where a task asks for concepts at all."""
    if not any(one.task in {"grounding", "relations"} for one in asked):
        return lambda identifier: identifier
    return lexicon_resolver()


def lexicon_resolver() -> Resolve:
    """What forwards identifiers through the core lexicon, and parts variants from their genes."""
    from claimgraph.models.lexicon import Lexicon  # noqa: PLC0415

    forward = Lexicon.open().forward
    return lambda identifier: forward(without_gene(identifier))
