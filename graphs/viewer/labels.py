"""How names stand under the nodes of a picture: short, in few lines, and how much room they take."""

from __future__ import annotations

import math

LETTER, LINE = 7.5, 17.0  # width and height of a letter at the page's 14 pixels
LINE_WIDTH = 16  # letters
_LONGEST = 32


def short_label(name: str) -> str:
    """A name cut to what stands under a node, at a blank where there is one.

    >>> short_label("phorbol 13-acetate 12-myristate, a tumour promoter")
    'phorbol 13-acetate…'
    """
    name = " ".join(name.split())
    if len(name) <= _LONGEST:
        return name
    cut = name[: _LONGEST - 1]
    head, blank, _ = cut.rpartition(" ")
    return (head if blank and len(head) > _LONGEST // 2 else cut) + "…"


def node_size(n_claims: int) -> int:
    """Diameter of a node, in pixels: its area grows with the logarithm of its claims."""
    return round(18 + 7 * math.pow(math.log2(1 + max(n_claims, 0)), 0.8))


def node_box(label: str, n_claims: int) -> tuple[float, float]:
    """Width and height of a node with its label beneath."""
    size = node_size(n_claims)
    lines = max(1, math.ceil(len(label) / LINE_WIDTH))
    longest = max((len(word) for word in label.split()), default=1)
    letters = min(len(label), max(LINE_WIDTH, longest))
    return max(size, letters * LETTER), size + 4 + lines * LINE
