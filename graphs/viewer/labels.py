"""How names stand under the nodes of a picture: short, in few lines, and how much room they take."""

from __future__ import annotations

import math
import textwrap

LETTER, LINE = 7.5, 17.0  # width and height of a letter at the page's 14 pixels
LINE_WIDTH = 16  # letters
_LONGEST = 32


def short_label(name: str) -> str:
    """A name cut to what stands under a node, at a blank where there is one; what can't be printed is replaced.

    >>> short_label("phorbol 13-acetate 12-myristate, a tumour promoter")
    'phorbol 13-acetate…'
    """
    printable = (
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in " ".join(name.split())
    )
    name = "".join(printable)
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
    lines = label_lines(label)
    return max(size, max(map(len, lines)) * LETTER), size + 4 + len(lines) * LINE


def label_lines(label: str) -> list[str]:
    """A label as it is cut into lines, at blanks."""
    return textwrap.wrap(label, LINE_WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
