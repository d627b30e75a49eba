"""Cleaning of a text (blanks, controls, left-over markup and entities) with a map back to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from html import unescape
from html.entities import html5

import msgspec

from claimgraph.corpus.exponents import ends_in_number, is_exponent
from claimgraph.corpus.tables import table

Runs = tuple[tuple[int, int], ...]

_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
# Zero-width and directional marks, soft hyphens, controls, private marks and lone surrogates carry no text.
_NO_TEXT = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff"
    r"\ud800-\udfff"
)
_LONGEST_EXPONENT = 40  # characters


class Cleaned(msgspec.Struct, frozen=True):
    """A cleaned text; `runs` begin its unchanged stretches: (offset here, offset in the raw text)."""

    text: str
    runs: Runs


def clean(raw: str, *, newlines: bool = False) -> Cleaned:
    """Blanks become one space (or one newline, if asked for and there was one), markup and entities text.

    Tags are only taken for markup if they are in `patterns/inline_tags.tsv`: "a<b" stays.
    """
    if _ordinary().fullmatch(raw):
        return Cleaned(raw, ((0, 0),) if raw else ())
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    length = 0
    at = 0

    def put(text: str, source: int) -> None:
        nonlocal length
        if parts and text[:1] == " " and parts[-1][-1].isspace():
            text, source = text[1:], source + 1
        if text:
            parts.append(text)
            runs.append((length, source))
            length += len(text)

    for found in _changes().finditer(raw):
        put(raw[at : found.start()], at)
        at = found.end()
        left = _left_over(found, raw, newlines=newlines)
        if left.isspace():
            before = parts[-1][-1] if parts else "\n"
            if before == " " and left == "\n":
                parts[-1] = parts[-1][:-1] + "\n"
            if before.isspace():
                continue
        if left == "^" and not ends_in_number("".join(parts[-3:])):
            continue
        put(left, found.start())
    put(raw[at:], at)
    return _strip("".join(parts), runs)


def source_offset(runs: Runs, offset: int) -> int:
    """Offset in the raw text of the character at `offset` of the cleaned one; no runs: the same offset."""
    if not runs:
        return offset
    start, source = runs[max(bisect_right(runs, (offset, 1 << 62)) - 1, 0)]
    return source + offset - start


def clean_offset(cleaned: Cleaned, source: int) -> int:
    """Offset in the cleaned text of the character at `source` of the raw one, or of the next that is left."""
    runs = cleaned.runs
    position = bisect_right(runs, source, key=lambda run: run[1]) - 1
    if position < 0:
        return 0
    start, begin = runs[position]
    end = runs[position + 1][0] if position + 1 < len(runs) else len(cleaned.text)
    return min(start + source - begin, end)


def _strip(text: str, runs: list[tuple[int, int]]) -> Cleaned:
    """Take blanks off both ends, keep the map true."""
    begin = len(text) - len(text.lstrip())
    stripped = text.strip()
    moved: list[tuple[int, int]] = []
    for position, (start, source) in enumerate(runs):
        end = runs[position + 1][0] if position + 1 < len(runs) else len(text)
        if end <= begin or start - begin >= len(stripped):
            continue
        cut = max(begin - start, 0)
        moved.append((start + cut - begin, source + cut))
    return Cleaned(stripped, tuple(moved))


def _left_over(found: re.Match[str], raw: str, *, newlines: bool) -> str:
    """What stands in the cleaned text for one thing that is not kept as it is."""
    kind = found.lastgroup
    if kind == "blank":
        return "\n" if newlines and any(mark in found[0] for mark in "\n\r\u2028\u2029\x85") else " "
    if kind == "entity":
        name = found[0][1:]
        # Not unescape() for names: it takes the beginning of &nothing; for &not.
        character = unescape(found[0]) if name.startswith("#") else html5.get(name, found[0])
        if character == found[0]:
            return character  # not an entity of HTML: stays as it is
        return " " if character.isspace() else re.sub(f"[{_NO_TEXT}]", "", character)
    if kind == "tag":
        name = found["name"].lower().rpartition(":")[2]
        effect = _tag_effects().get(name, "drop")
        if effect == "space":
            return "\n" if newlines else " "
        # 10<sup>6</sup> is not 106; CD4<sup>+</sup> and m<sup>2</sup> are CD4+ and m2.
        if effect != "raise" or found[0].startswith("</"):
            return ""
        superscript = raw[found.end() : found.end() + _LONGEST_EXPONENT].partition("<")[0]
        return "^" if is_exponent(superscript.rstrip()) else ""
    return ""


@cache
def _tag_effects() -> dict[str, str]:
    return {row["tag"]: row["effect"] for row in table("inline_tags")}


@cache
def _changes() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _tag_effects()), key=len, reverse=True))
    return re.compile(
        rf"(?P<tag></?(?P<name>mml:[A-Za-z]+|{names})(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?>)"
        rf"|(?P<entity>{_ENTITY})"
        rf"|(?P<invisible>[{_NO_TEXT}]+)"
        r"|(?P<blank>(?! (?!\s))\s+)",
        re.IGNORECASE,
    )


@cache
def _ordinary() -> re.Pattern[str]:
    """Texts that need no cleaning: no markup, entity or control, single spaces between words."""
    word = rf"[^\s<&{_NO_TEXT}]+"
    return re.compile(rf"(?:{word}(?: {word})*)?")
