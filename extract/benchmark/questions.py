"""What a benchmark asks: which task on which part of which corpus, answered in which way."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

TASKS = ("ner", "grounding", "abbreviations", "relations", "parsing", "sentences", "speed")

NER_CORPORA = ("bc5cdr", "jnlpba", "biored", "ncbi-disease", "craft", "nlm-gene", "bionlp13cg", "anatem")
_ASKED: dict[str, tuple[tuple[str, str], ...]] = {  # (corpus, way)
    "ner": tuple((corpus, "text") for corpus in NER_CORPORA),
    "grounding": (
        ("bc5cdr", "text"),
        ("biored", "text"),
        ("bc5cdr", "gold-mentions"),
        ("biored", "gold-mentions"),
    ),
    "abbreviations": (("med1250", "text"),),
    "relations": (("biored", "text"), ("bc5cdr", "text")),
    "parsing": (("genia", "gold-sentences"),),
    "sentences": (("genia-pos", "text"),),
}
_WITH_TEST = frozenset({"bc5cdr", "jnlpba", "biored"})  # of the others no test part is at hand


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is scored together: one task on one part of one corpus, answered in one way (`predict.WAYS`)."""

    task: str
    corpus: str
    part: str
    way: str = "text"

    @property
    def file(self) -> str:
        """Name of the file with the predictions that answer it."""
        return f"{self.corpus}.{self.part}.{self.way}.jsonl"


def questions(tasks: Iterable[str], *, part: str = "test") -> list[Question]:
    """What the tasks ask; corpora without a public test part are asked on dev."""
    return [
        Question(task=task, corpus=corpus, part=part if corpus in _WITH_TEST else "dev", way=way)
        for task in tasks
        for corpus, way in _ASKED.get(task, ())
    ]
