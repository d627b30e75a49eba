"""Takes short forms into letters, and the text before them into words and parts of words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from claimgraph.extract.word_list import read_rows

_KINDS = {"never_first": "link", "link": "link", "break": "break"}
_ROLES: dict[str, str] = {row[0]: row[1] for row in read_rows("abbreviation_words.tsv")}
GREEK = {word: letter for letter, word, kind in read_rows("abbreviation_equivalents.tsv") if kind == "whole"}

_LONG_NAMES = "|".join(name for name in GREEK if len(name) > 3)
_GREEK_NAME = re.compile(rf"(?i:{_LONG_NAMES})(?![a-z])|(?<![A-Za-z])(?:{'|'.join(GREEK)})(?![a-z])")
_SHORT_CHARACTER = re.compile(r"[^\W_]")
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_BRACKETED = re.compile(r"(?<=\s)[(\[][^()\[\]]*[)\]]")
_TWO_PARTS = re.compile(
    r"([A-Z])-?([a-z]{2,4}?)s?( cells?)?"  # Treg, Teff, T-regs, Treg cells
    r"|(\w{1,3})\((\w{1,4})\)"  # V(T), k(a), T(regs)
    r"|\[(.+)\]\(?([a-z])\)?"  # [Ca2+]i
    r"|([a-z]?[A-Z]+[a-z]?)([ioe])"  # pHi
    r"|([A-Z]{2,})-(\w+)"  # IFN-gamma
)


class Piece(NamedTuple):
    """A word, or a part of one after a hyphen or between letters and digits; an earlier bracket is one piece.

    `kind` is word, part, number, link ("of"), break ("which") or bracket; `role` is the word's own in
    `abbreviation_words.tsv`; `gap` tells what stands before it: a comma, a colon, or nothing.
    """

    start: int
    end: int
    text: str  # small letters; the names of Greek letters as these letters
    kind: str
    role: str
    attached: bool  # part of the word before it
    gap: str


@lru_cache(maxsize=4096)
def letters_of(short: str) -> str:
    """Letters and digits of a short form, small, Greek names as single letters: TNF-alpha is tnfα."""
    spelled = _GREEK_NAME.sub(lambda match: GREEK[match.group().lower()], short)
    return "".join(_SHORT_CHARACTER.findall(spelled)).lower()


def reorderings(short: str) -> tuple[str, ...]:
    """Other orders in which a long form may bring the parts: Treg as reg-T, V(T) as T-V, [K+]i as i-K+."""
    match = _TWO_PARTS.fullmatch(short)
    if match is None:
        return ()
    first, second, *rest = (part for part in match.groups() if part)
    if second == "o":  # outside: [K+]o is extracellular
        second = "e"
    return (f"{second}-{first}{''.join(rest)}",)


def pieces_of(window: str) -> list[Piece]:
    """The pieces of a text in order; offsets count its characters."""
    lowered = window.lower()
    if len(lowered) != len(window):  # a few capitals have no small letter of the same length
        lowered = window
    masked = [match.span() for match in _BRACKETED.finditer(window)]
    pieces: list[Piece] = []
    for match in _PIECE.finditer(lowered):
        start, end = match.span()
        if masked and any(low <= start < high for low, high in masked):
            if not pieces or pieces[-1].kind != "bracket":
                pieces.append(Piece(start, end, "", "bracket", "", False, ""))
            continue
        text = match.group()
        attached = start > 0 and not _begins_word(window, start)
        role = _ROLES.get(text, "")
        if text.isdigit():
            kind = "number"
        elif attached:
            kind = "part"
        else:
            kind = _KINDS.get(role, "word")
        gap = _gap(window[pieces[-1].end : start]) if pieces else ""
        if gap == "" and text in {"and", "or"} and pieces and pieces[-1].kind == "bracket":
            gap = "joined_bracket"
        pieces.append(Piece(start, end, GREEK.get(text, text), kind, role, attached, gap))
    return pieces


def _begins_word(window: str, start: int) -> bool:
    """Whether a word begins here, after white space and perhaps an opening bracket or quotation mark."""
    before = window[start - 1]
    return before.isspace() or (before in "([\"'“‘" and (start < 2 or window[start - 2].isspace()))


def _gap(between: str) -> str:
    if between == " ":
        return ""
    if ", " in between:
        return "skip_comma"
    return "skip_colon" if ": " in between or "; " in between or " - " in between else ""
