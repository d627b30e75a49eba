"""Writes characters that a format can't hold as `_x0001_`, as spreadsheets do, and reads them back.

A text that looks so already has its underscore written `_x005F_`, so that nothing is lost or mistaken.
"""

from __future__ import annotations

import re

_LOOKS_HIDDEN = "_(?=x[0-9A-F]{4})"
NOT_XML = re.compile(f"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|{_LOOKS_HIDDEN}")
NOT_UNICODE = re.compile(f"[\ud800-\udfff]|{_LOOKS_HIDDEN}")  # lone surrogates have no UTF-8
NOT_IN_ROWS = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|{_LOOKS_HIDDEN}"
)  # line ends neither
_HIDDEN = re.compile("_x([0-9A-F]{4,6})_")


def hidden(text: str, signs: re.Pattern[str]) -> str:
    """Write `signs`, one of the patterns above, in a way that any format holds.

    >>> hidden("one\\ntwo_x0041_", NOT_IN_ROWS)
    'one_x000A_two_x005F_x0041_'
    """
    return signs.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)


def unhidden(text: str) -> str:
    """Give back the text that was hidden.

    >>> unhidden("one_x000A_two_x005F_x0041_")
    'one\\ntwo_x0041_'
    """
    return _HIDDEN.sub(lambda code: chr(int(code[1], 16)) if int(code[1], 16) < 0x110000 else code[0], text)
