"""What a worker process does with a batch: documents in, records out, a bad document set aside."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

import msgspec

from claimgraph.corpus.document import Document
from claimgraph.extract.record_check import check_record
from claimgraph.extract.records import Record
from claimgraph.extract.step_clock import StepClock
from claimgraph.extract.worker import Work, describe
from claimgraph.models.lexicon_version import lexicon_version
from claimgraph.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language

HELD_FORMS = 1 << 16  # that spaCy's vocabulary learns from batches before it forgets them


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A document's record, or why there is none."""

    record: Record | None = None
    failure: str | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A batch's outcomes, one for each document, in order, and the seconds that each step of the pipeline took."""

    outcomes: list[Outcome]
    seconds: dict[str, float] = {}


_encoder = msgspec.msgpack.Encoder()
_documents = msgspec.msgpack.Decoder(list[Document])
_answer = msgspec.msgpack.Decoder(Answer)


def encode_batch(documents: Sequence[Document]) -> bytes:
    """Pack documents for a worker."""
    return _encoder.encode(documents)


def decode_batch(batch: bytes) -> list[Document]:
    """Unpack documents."""
    return _documents.decode(batch)


def encode_answer(answer: Answer) -> bytes:
    """Pack a worker's answer."""
    return _encoder.encode(answer)


def decode_answer(answer: bytes) -> Answer:
    """Unpack a worker's answer."""
    return _answer.decode(answer)


def open_pipeline(argument: str) -> tuple[str, Work]:
    """Load a pipeline; raises as `pipeline.load`. The work is on packed documents and gives packed outcomes.

    The argument is the pipeline's name, and in further lines a linker (or nothing), and the files of own terms.
    """
    from claimgraph.extract.pipeline import load  # noqa: PLC0415 - spaCy is for the worker, not for the parent

    name, _, further = argument.partition("\n")
    linker, *own_terms = further.split("\n")
    nlp = load(name, own_terms=own_terms, linker=linker or None)
    words = HeldWords(nlp)

    def work(batch: bytes) -> bytes:
        words.forget_if_many()
        clock = StepClock(now=time.process_time)  # its own work, whatever else the machine does
        outcomes = extract_each(decode_batch(batch), nlp=nlp, clock=clock)
        return encode_answer(Answer(outcomes=outcomes, seconds=clock.seconds))

    return pipeline_title(nlp), work


class HeldWords:
    """Lets go now and then of what batches add to spaCy's string store and vocabulary.

    Not after each batch: the next has most of the words again. No `Doc` may be kept from one batch to another.
    """

    def __init__(self, nlp: Language, *, forms: int = HELD_FORMS) -> None:
        self.nlp = nlp
        self.forms = forms
        self._zone = ExitStack()
        self._begin()

    def forget_if_many(self) -> None:
        """Forget all words where there are too many."""
        if len(self.nlp.vocab) - self._known > self.forms:
            self._zone.close()
            self._begin()

    def _begin(self) -> None:
        self._known = len(self.nlp.vocab)  # counts on through what is forgotten
        self._zone.enter_context(self.nlp.memory_zone())


def pipeline_title(nlp: Language) -> str:
    """What the ledger remembers a pipeline by: versions of weights, rules and lexicon, own terms, the linker."""
    from claimgraph.models.lexicon import CORE  # noqa: PLC0415 - as above

    own = f", own terms {nlp.meta['own_terms']}" if "own_terms" in nlp.meta else ""
    linker = f", linker {nlp.meta['linker']}" if "linker" in nlp.meta else ""
    weights = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    return f"{weights}, claimgraph {__version__}, lexicon {lexicon_version(CORE)}{own}{linker}"


def extract_each(
    documents: Sequence[Document], *, nlp: Language, clock: StepClock | None = None
) -> list[Outcome]:
    """Extract documents together; where that fails, one by one, so that only the bad one is lost.

    Raises `MemoryError`: a process without memory is not to be trusted with the next document.
    """
    from claimgraph.extract.pipeline import extract  # noqa: PLC0415

    try:
        return [_checked(record) for record in extract(documents, nlp=nlp, clock=clock)]
    except MemoryError:
        raise
    except Exception as error:
        if len(documents) == 1:
            return [Outcome(failure=describe(error))]
        return [
            outcome for document in documents for outcome in extract_each([document], nlp=nlp, clock=clock)
        ]


def _checked(record: Record) -> Outcome:
    faults = check_record(record)
    return (
        Outcome(failure=f"the record contradicts itself: {faults[0]}") if faults else Outcome(record=record)
    )
