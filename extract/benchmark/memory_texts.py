"""Writes as many different texts as a long run needs, of the length of an abstract, from two raw corpora.

First all raw abstracts as they are, then the full texts of trials in stretches, then sentences of the abstracts
in ever other company. Files are read as streams: of the texts only digests stay in memory.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from typing import TypeVar

import msgspec

from claimgraph.errors import TrainingDataError
from claimgraph.extract.benchmark.gold import decode_lines
from claimgraph.extract.sentence_boundaries import sentence_starts

ABSTRACTS = "raw/abstracts/abstracts.jsonl.gz"
FULL_TEXTS = "raw/fulltext_trials/fulltext_trials.jsonl.gz"

OnWritten = Callable[[int], None]

_LENGTH = 1_500  # characters of a text that we cut or mix; the abstracts' mean is 1,521
_SEED = 0
_HELD = 20_000  # sentences among which the next one is drawn
_REPEATS = 100  # texts that were there before, one after another: then there are no new ones

_Value = TypeVar("_Value")


class _Text(msgspec.Struct, frozen=True):
    text: str
    title: str = ""


def write_texts(
    path: Path, corpora: Path, *, count: int, on_written: OnWritten = lambda _: None
) -> dict[str, int]:
    """Write `count` different texts as JSON lines, with ids PMID:1 and up; gives how many there are of each kind.

    Raises `TrainingDataError` where a corpus is missing, or too small for so many different texts.
    """
    kinds: Counter[str] = Counter()
    with path.open("wb") as lines:
        for number, (kind, one) in enumerate(islice(_different(_all_texts(corpora)), count), start=1):
            record = {"id": f"PMID:{number}", "title": one.title, "text": one.text}
            lines.write(msgspec.json.encode(record) + b"\n")
            kinds[kind] += 1
            on_written(number)
    if kinds.total() < count:
        raise TrainingDataError(
            f"{corpora / 'raw'}: only {kinds.total():,} different texts can be made of it"
        )
    return dict(kinds)


def _different(texts: Iterable[tuple[str, _Text]]) -> Iterator[tuple[str, _Text]]:
    """The texts without repetition, until there seem to be no new ones."""
    seen: set[bytes] = set()
    repeats = 0
    for kind, one in texts:
        digest = hashlib.blake2b(f"{one.title}\n{one.text}".encode(), digest_size=16).digest()
        if digest not in seen:
            seen.add(digest)
            repeats = 0
            yield kind, one
        elif (repeats := repeats + 1) > _REPEATS:
            return


def _all_texts(corpora: Path) -> Iterator[tuple[str, _Text]]:
    """Each text with its kind, without end if there is any; some come again."""
    for one in decode_lines(corpora / ABSTRACTS, _Text):
        yield "abstracts", one
    for whole in decode_lines(corpora / FULL_TEXTS, _Text):
        for text in cut(whole.text):
            yield "stretches", _Text(text)
    draw = Random(_SEED)
    found = True
    while found:
        found = False
        for text in mix(_sentences(corpora), draw=draw):
            found = True
            yield "mixed", _Text(text)


def cut(text: str, *, length: int = _LENGTH) -> Iterator[str]:
    """Stretches of a text that end with the sentence or paragraph in which they reach `length`.

    What is left at the end is given if it is at least half as long.
    """
    begin = 0
    for end in (*sentence_starts(text)[1:], len(text)):
        if end - begin >= length or (end == len(text) and end - begin >= length / 2):
            yield text[begin:end].strip()
            begin = end


def mix(sentences: Iterable[tuple[int, str]], *, draw: Random, length: int = _LENGTH) -> Iterator[str]:
    """Texts of about `length` characters, each of whose sentences comes from another document.

    `sentences` come with the number of their document; one whose document has spoken already is left out.
    """
    text: dict[int, str] = {}
    for document, sentence in shuffle(sentences, draw=draw):
        text.setdefault(document, sentence)
        if sum(map(len, text.values())) >= length:
            yield " ".join(text.values())
            text = {}
    if text:
        yield " ".join(text.values())


def shuffle(values: Iterable[_Value], *, draw: Random, held: int = _HELD) -> Iterator[_Value]:
    """All values of a stream, each drawn from `held` of them."""
    pool: list[_Value] = []
    for value in values:
        if len(pool) < held:
            pool.append(value)
            continue
        place = draw.randrange(held)
        yield pool[place]
        pool[place] = value
    draw.shuffle(pool)
    yield from pool


def _sentences(corpora: Path) -> Iterator[tuple[int, str]]:
    for number, one in enumerate(decode_lines(corpora / ABSTRACTS, _Text)):
        starts = sentence_starts(one.text)
        for begin, end in pairwise((*starts, len(one.text))):
            yield number, one.text[begin:end].strip()
