"""What a text tells of the organism whose gene a name means: the features that `organisms` weighs."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from claimgraph.extract.organism_words import organism_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    Places = Sequence[tuple[int, int]]  # [start, end) of mentions

KINDS = (
    "human",
    "mouse",
    "rat",
    "other",
    "mammal",
)  # of organisms; "other" are models of geneticists, and microbes
_NAMES = 1.0  # weight of a word that names an organism and does not only hint at it
_SPELT = re.compile(r"[a-z]{5}")
_SMALL = re.compile(r"(?=.{2,7}$)[A-Z][a-z]+(?:-?[a-z0-9]+)*")
_YEAST = re.compile(r"[A-Z][a-z]{2}\d+p")  # Gdt1p, the protein of GDT1
_SPECIES = "hmr"
_BESIDE = re.compile(r"[\s(-]*")


class OrganismFeatures:
    """The features of one text and of the names in it."""

    def __init__(self, text: str, starts: Sequence[int], symbols: Sequence[str]) -> None:
        """`starts` are those of its sentences, `symbols` all mentions of genes in it."""
        self.text = text
        self.starts = starts
        self.words = organism_words(text)
        self.naming = [word for word in self.words if word.weight >= _NAMES]
        self.begins = [word.start for word in self.naming]
        self.symbols = symbols

    def of_text(self) -> dict[str, float]:
        """What holds of all names: words of each kind of organism, and how symbols are written (TNF or Tnf)."""
        title = self.text.partition("\n")[0]
        sums = dict.fromkeys(KINDS, 0.0)
        for word in self.words:
            sums[word.organism] += word.weight
        counts = {kind: max(sums[kind], 0.0) for kind in KINDS}
        total = sum(counts.values())
        found = {"any text": 1.0} if total else {"any text": 1.0, "no organism": 1.0}
        for kind, count in counts.items():
            if count:
                found[f"{kind} words"] = math.log1p(count)
                found[f"{kind} named"] = 1.0
                found[f"{kind} share"] = count / max(total, 1.0)
        for word in self.words:
            if word.start < len(title) and word.weight > 0:
                found[f"{word.organism} in title"] = 1.0
        for written, number in Counter(map(_written, self.symbols)).items():
            found[f"symbols {written}"] = number / len(self.symbols)
        return found

    def of_name(self, places: Places) -> dict[str, float]:
        """What holds of one name, as the mean of its mentions: the organisms named near them, and its spelling."""
        found: dict[str, float] = {}
        share = 1 / len(places)
        for start, end in places:
            for feature in (*self._near(start, end), f"name {_written(self.text[start:end])}"):
                found[feature] = found.get(feature, 0.0) + share
        return found

    def _near(self, start: int, end: int) -> Collection[str]:
        """Features of the words in a mention's sentence, or of the last one before that."""
        sentence = bisect_right(self.starts, start) - 1
        first = bisect_left(self.begins, self.starts[sentence] if sentence >= 0 else 0)
        after = len(self.text) if sentence + 1 >= len(self.starts) else self.starts[sentence + 1]
        own, behind = bisect_left(self.begins, start), bisect_left(self.begins, end)
        last = bisect_left(self.begins, after)
        before, later = self.naming[first:own], self.naming[behind:last]
        found = {f"{word.organism} in sentence" for word in (*before, *later)}
        if before:
            found.add(f"{before[-1].organism} before")
            if _BESIDE.fullmatch(self.text, before[-1].end, start):
                found.add(f"{before[-1].organism} beside")
        elif own:
            found.add(f"{self.naming[own - 1].organism} last")
        if later:
            found.add(f"{later[0].organism} after")
        return sorted(found)  # sums of numbers depend on their order


def name_key(text: str) -> str:
    """The same for a name however it is written: Tnf in one sentence is TNF in another."""
    return text.casefold()


def grouped(names: Mapping[tuple[int, int], str]) -> dict[str, list[tuple[int, int]]]:
    """The places of each name, by its key."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, name in names.items():
        found.setdefault(name_key(name), []).append(place)
    return found


def _written(text: str) -> str:
    """How a name is written, as far as that tells the organism."""
    if _SPELT.search(text):
        return "spelt out"
    if text.isupper():
        return "in capitals"
    if _YEAST.fullmatch(text):
        return "as yeast's"
    if _SMALL.fullmatch(text):
        return "with a capital"
    if text.islower():
        return "in small letters"
    if text[0] in _SPECIES and text[1:2].isupper():
        return f"with {text[0]}"
    return "otherwise"
