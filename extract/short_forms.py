"""Carries definitions to the later places of their short forms, and spells short forms out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Definition(Protocol):
    """A short and a long form as (start, end) characters: a `Pair` or an `Abbreviation`."""

    @property
    def short(self) -> tuple[int, int]: ...
    @property
    def long(self) -> tuple[int, int]: ...


class ShortFormMention(NamedTuple):
    """A place of a short form, and the span of the long form that the document gives it."""

    start: int
    end: int
    long: tuple[int, int]


def short_form_mentions(
    text: str,
    pairs: Sequence[Definition],
    *,
    earlier: bool = False,
    within: tuple[int, int] | None = None,
) -> tuple[ShortFormMention, ...]:
    """Every later place of each short form, with its long form; with `earlier` also those before.

    `within` keeps to the places inside that span of the text.

    A short form of one letter counts only where it stands alone, not in compounds (`T` in "T-cell"). Singular
    and plural (`Treg`, `Tregs`) are one form. Where a short form is defined twice, the last definition
    before a place counts. The definitions themselves are left out.
    """
    forms: dict[str, list[Definition]] = {}
    for pair in sorted(pairs, key=lambda pair: pair.short):
        forms.setdefault(_singular(text[slice(*pair.short)]), []).append(pair)
    if not forms:
        return ()
    found: list[ShortFormMention] = []
    defined = {place for pair in pairs for place in (pair.short, pair.long)}
    first, last = within or (0, len(text))
    for match in _pattern(forms).finditer(text, first, last + 1):  # the pattern looks one character ahead
        start, end = match.span()
        if end > last or any(low <= start and end <= high for low, high in defined):
            continue
        definitions = forms[_singular(match.group())]
        before = [pair for pair in definitions if pair.short[0] < start]
        if before or earlier:
            found.append(ShortFormMention(start, end, (before[-1] if before else definitions[0]).long))
    return tuple(found)


def spelled_out(text: str, start: int, end: int, pairs: Sequence[Definition]) -> str:
    """The text of a span with its short forms replaced by their long forms, and definitions in it left out.

    With IL defined by "interleukin", both "IL-2" and "interleukin (IL)-2" are read as "interleukin-2".
    """
    changes: list[tuple[int, int, str]] = []
    for pair in pairs:
        short_start, short_end = pair.short
        if start <= pair.long[0] and pair.long[1] < short_start and short_end < end:
            changes.append((pair.long[1], _closing(text, short_end), ""))
    for mention in short_form_mentions(text, pairs, earlier=True, within=(start, end)):
        changes.append((mention.start, mention.end, text[slice(*mention.long)]))
    parts: list[str] = []
    place = start
    for low, high, words in sorted(changes):
        if low < place:
            continue
        parts += (text[place:low], words)
        place = high
    return "".join((*parts, text[place:end]))


def _singular(form: str) -> str:
    return form[:-1] if len(form) > 2 and form[-1] == "s" and form[-2].isalnum() else form


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    ways = []
    for form in sorted(forms, key=len, reverse=True):
        ways.append(rf"(?<![-‐–]){re.escape(form)}(?![-‐–'’])" if len(form) == 1 else rf"{re.escape(form)}s?")
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")


def _closing(text: str, place: int) -> int:
    while place < len(text) and text[place] not in ")]":
        place += 1
    return place + 1
