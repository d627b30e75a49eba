"""Work for worker processes in tests: real processes that answer, fail, print, hang or die when told so.

Records are made by the same code as everywhere; only the reading of the text is left out.
"""

from __future__ import annotations

import os
import signal
import sys
import time

import msgspec

from claimgraph.corpus.document import Document
from claimgraph.errors import MissingModel
from claimgraph.extract.batch_work import Answer, Outcome, encode_answer
from claimgraph.extract.records import to_record
from claimgraph.extract.worker import Work

_documents = msgspec.msgpack.Decoder(list[Document])


def open_echo(argument: str) -> tuple[str, Work]:
    """Answers in capitals, and does what a task tells it to do; `argument` may keep it from opening."""
    if argument == "missing":
        raise MissingModel("no pipeline called 'missing'")
    if argument == "broken":
        raise RuntimeError("weights of\nanother version")
    if argument == "dying":
        os._exit(3)

    def work(task: bytes) -> bytes:
        _obey(task.decode())
        return task.upper()

    return f"echo of {argument}", work


def open_reader(argument: str) -> tuple[str, Work]:
    """Makes a record of one sentence of each document; a text can tell it to die, to hang or to fail."""

    def work(batch: bytes) -> bytes:
        outcomes = []
        for document in _documents.decode(batch):
            _obey(document.text)
            outcomes.append(Outcome(record=to_record(document, sentences=[(0, len(document.text))])))
        return encode_answer(Answer(outcomes=outcomes))

    return f"reader {argument}", work


def _obey(text: str) -> None:
    order, _, value = text.partition(" ")
    if order == "die":
        os._exit(7)
    if order == "die-once" and not os.path.exists(value):
        open(value, "w").close()
        os._exit(7)
    if order == "die-with-parent" or (order == "die-with-parent-once" and not os.path.exists(value)):
        if value:
            open(value, "w").close()
        time.sleep(
            0.5
        )  # as long as a pipeline takes to load, at least: what watches the parent must have begun to
        os.kill(os.getppid(), signal.SIGKILL)
        os._exit(7)
    if order == "note":  # that it was read
        with open(value, "a") as noted:
            noted.write(".")
    if order == "hang":
        time.sleep(600)
    if order == "fail" or (order == "fail-until" and not os.path.exists(value)):
        raise ValueError("no way\nto do this")
    if order == "grow":
        bytearray(int(value))
    if order == "print":
        print("a library that talks", flush=True)  # noqa: T201
        os.write(1, b"and one that writes below Python\n")
    if order == "pid":
        sys.stderr.write(f"{os.getpid()}\n")
