"""What a benchmark asks: which task on which part of which corpus, answered in which way."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from claimgraph.extract.benchmark.gold import MENTION_CORPORA

TASKS = (
    "ner",
    "errors",
    "grounding",
    "abbreviations",
    "relations",
    "parsing",
    "sentences",
    "speed",
)
# Measured only when named: the first asks for pipelines that are trained for it, the others take an hour.
ON_REQUEST = ("cross-corpus", "memory", "scale")
ALL_TASKS = (*TASKS, *ON_REQUEST)

NER_CORPORA = ("bc5cdr", "jnlpba", "biored", "ncbi-disease", "craft", "nlm-gene", "bionlp13cg", "anatem")
GROUNDED_CORPORA = ("bc5cdr", "biored", "ncbi-disease", "nlm-gene", "gnormplus", "craft", "bioid-cellline")
_ASKED: dict[str, tuple[tuple[str, str], ...]] = {  # (corpus, way)
    "ner": tuple((corpus, "text") for corpus in NER_CORPORA),
    "grounding": (
        ("bc5cdr", "text"),
        ("biored", "text"),
        *((corpus, "gold-mentions") for corpus in GROUNDED_CORPORA),
    ),
    "abbreviations": (("med1250", "text"),),
    "relations": (
        ("biored", "text"),
        ("bc5cdr", "text"),
        ("biored", "gold-entities"),
        ("bc5cdr", "gold-entities"),
        *((corpus, "gold-entities") for corpus in MENTION_CORPORA),
    ),
    "parsing": (("genia", "gold-sentences"),),
    "sentences": (("genia-pos", "text"),),
}
_WITH_TEST = frozenset({"bc5cdr", "jnlpba", "biored"})  # of the others no test part is at hand
# For `cross-corpus`, whatever part is asked of other tasks: the dev part, or all of a corpus that has none.
LEFT_OUT = {
    **dict.fromkeys(("bc5cdr", "jnlpba", "biored", "ncbi-disease", "craft", "nlm-gene"), "dev"),
    **dict.fromkeys(("gnormplus", "tmvar3", "s800", "bioid-cellline"), "train"),
}
UNSEEN = {"bionlp13cg": "dev", "anatem": "dev", "cellfinder": "train"}  # these train nothing


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


def questions(tasks: Iterable[str], *, part: str = "test", left_out: Collection[str] = ()) -> list[Question]:
    """What the tasks ask; corpora without a public test part are asked on dev.

    `left_out` names the corpora for which there is a pipeline that was trained without them.
    """
    asked: list[Question] = []
    for task in tasks:
        asked += [
            Question(task=task, corpus=corpus, part=part if corpus in _WITH_TEST else "dev", way=way)
            for corpus, way in _ASKED.get(task, ())
        ]
        if task == "errors":  # they are read by eye, which no test part may be
            asked += [Question(task=task, corpus=corpus, part="dev") for corpus in NER_CORPORA]
        if task == "cross-corpus":
            asked += [
                Question(task=task, corpus=corpus, part=one, way="left-out")
                for corpus, one in LEFT_OUT.items()
                if corpus in left_out
            ]
            asked += [Question(task=task, corpus=corpus, part=one) for corpus, one in UNSEEN.items()]
    return asked
