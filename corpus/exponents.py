"""Numbers raised by numbers: in one line of text they get a caret (10^6), other superscripts none (CD4+)."""

from __future__ import annotations

import re

_NUMBER_BEFORE = re.compile(r"(?<![\w.,^])\d+(?:[.,]\d+)?$")
_EXPONENT = re.compile(r"[-+\u2212\u2013\u2010]?\d+(?:[.,]\d+)?")


def ends_in_number(before: str) -> bool:
    """Whether what stands before a superscript ends in a number that is no part of a word."""
    return _NUMBER_BEFORE.search(before) is not None


def is_exponent(superscript: str) -> bool:
    """Whether a superscript is a number and nothing else."""
    return _EXPONENT.fullmatch(superscript) is not None
