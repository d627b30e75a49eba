"""The one normal form of a term, used when the lexicon is compiled and when a text is looked up.

Case, Greek letters, accents, separators, plurals, possessives, British spellings and roman numerals fall
together; what tells concepts apart stays: digits, commas and dots between digits, `+` (CD4+).

>>> normalize_term("TGF-β") == normalize_term("TGF beta") == normalize_term("TGFbeta")
True
>>> normalize_term("Alzheimer's diseases"), normalize_term("CD4+ T cells"), normalize_term("Type II")
('alzheimerdisease', 'cd4+tcell', 'type2')
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "lexicon"
_SEPARATORS = re.compile(r"[\s\-/_()\[\]{}\"'*.·•®™]+")
_POSSESSIVE = re.compile(r"'s\b")
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
_ROMAN = re.compile(r"(?:X{0,1})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_SURFACE = re.compile(r"cd\d+[a-z]?", re.ASCII)
_DECIMAL_MARK = "\x01"
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－⁃"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´′‵"), "'")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "ϰ": "kappa", "λ": "lambda", "μ": "mu",
    "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "ϱ": "rho", "σ": "sigma", "ς": "sigma",
    "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_LETTERS = {
    **_HYPHENS,
    **_APOSTROPHES,
    **{ord(letter): name for letter, name in _GREEK.items()},
    **{ord(letter.upper()): name for letter, name in _GREEK.items()},
    ord("ß"): "beta",  # German keyboards' and OCR's beta
    ord("ø"): "o",
    ord("Ø"): "O",
    ord("æ"): "ae",
    ord("œ"): "oe",
    ord("ł"): "l",
}


@lru_cache(maxsize=1 << 15)
def normalize_term(text: str) -> str:
    """The key under which a term is filed; empty if nothing of it is left."""
    if "`" in text and not text.isascii():  # an apostrophe only beside other letters than ASCII's
        text = text.replace("`", "'")
    parts: list[str] = []
    loose = False  # whether a space must stand before the next word
    for chunk in text.split():
        for word, is_stop in chunk_words(chunk):
            if is_stop:
                if parts:
                    parts.append(" ")
                parts.append(word)
                loose = True
                continue
            sign = word == "positive" and parts and _SURFACE.fullmatch(parts[-1])
            if loose:
                parts.append(" ")
                loose = False
            elif parts and parts[-1][-1:].isdigit() and word[:1].isdigit():
                parts.append("-")  # "1 2" is not "12"
            parts.append("+" if sign else word)
    return "".join(parts)


@lru_cache(maxsize=1 << 16)
def chunk_words(chunk: str) -> tuple[tuple[str, bool], ...]:
    """The words of a text without white space, each in its normal form, and whether it is a function word."""
    if not chunk.isascii():
        chunk = _ascii_letters(chunk)
    if "'" in chunk:
        chunk = _POSSESSIVE.sub("", chunk)
    if "." in chunk:
        chunk = _DECIMAL.sub(_DECIMAL_MARK, chunk)
    stops = function_words()
    pieces = [chunk] if chunk.isalnum() else [piece for piece in _SEPARATORS.split(chunk) if piece]
    return tuple((piece, True) if piece in stops else (_word(piece), False) for piece in pieces)


def _word(piece: str) -> str:
    if len(piece) < 5 and _ROMAN.fullmatch(piece):
        return str(_roman(piece))
    plural = len(piece) > 3 or (len(piece) == 3 and piece[:2].isupper())
    if plural and piece[-1] == "S" and len(piece) < 5:
        plural = False  # AIDS, SARS, HRAS: a capital s is part of a short name
    word = piece.lower().replace(_DECIMAL_MARK, ".")
    if plural:
        word = _singular(word)
    digraph = "ae" in word or "oe" in word
    for british, american in _spellings() if digraph else _plain_spellings():
        if british in word:
            word = word.replace(british, american)
    return word


def _singular(word: str) -> str:
    known = _irregular_plurals().get(word)
    if known is not None:
        return known
    if word[-1] != "s":
        latin = word.endswith("ae") and len(word) > 4
        return word[:-2] if word.endswith("omata") else word[:-1] if latin else word
    if word[-2] in "sui" or not word[-2].isalpha():
        return word  # abscess, virus, hepatitis
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("oses", "yses", "eses", "stases")):
        return word[:-2] + "is"
    return word[:-2] if word.endswith(("sses", "uses", "ches", "shes", "xes", "oes")) else word[:-1]


def _roman(numeral: str) -> int:
    total = 0
    for letter, following in zip(numeral, f"{numeral[1:]} ", strict=True):
        value = _ROMAN_VALUES[letter]
        total += -value if value < _ROMAN_VALUES.get(following, 0) else value
    return total


def _ascii_letters(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = "".join(letter for letter in text if not unicodedata.combining(letter))
    return plain.translate(_LETTERS)  # letters that only decomposing made plain (µ, ά, superscript minus)


@lru_cache(maxsize=1 << 12)
def is_separator(sign: str) -> bool:
    """Whether words of a term are told apart at this sign; the empty string, the text's end, is one."""
    return not sign or _SEPARATORS.fullmatch(sign) is not None


def _pairs(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    return tuple((british, american) for british, american in _pairs("spelling.tsv"))


@cache
def _plain_spellings() -> tuple[tuple[str, str], ...]:
    """The spellings that a word without digraphs can have, in their order: most words have none."""
    return tuple(pair for pair in _spellings() if "ae" not in pair[0] and "oe" not in pair[0])


@cache
def _irregular_plurals() -> dict[str, str]:
    return {row[0]: row[1] for row in _pairs("irregular_plurals.tsv")}


@cache
def function_words() -> frozenset[str]:
    """Words that never join with their neighbours, in lower case."""
    return frozenset(word for (word,) in _pairs("function_words.tsv"))
