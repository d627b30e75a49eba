"""Carries definitions to the later places of their short forms, and spells short forms out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_DASHES = ("-", "‐", "–")
_JOINS = (*_DASHES, "'", "’")


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
    for start, end in _occurrences(text, forms, first, last):
        if any(low <= start and end <= high for low, high in defined):
            continue
        definitions = forms[_singular(text[start:end])]
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


def _occurrences(text: str, forms: Iterable[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where the forms stand in a span as words of their own, with or without a plural s; of two the longer.

    Searching for each form is quicker than to compile a pattern of them for each text.
    """
    found: dict[int, int] = {}
    for form in sorted(forms, key=len, reverse=True):
        start = text.find(form, first, last)
        while start >= 0:
            end = start + len(form)
            if len(form) > 1 and text[end : end + 1] == "s":
                end += 1
            if end <= last and start not in found and _stands_alone(text, start, end):
                found[start] = end
            start = text.find(form, start + 1, last)
    after = first
    for start, end in sorted(found.items()):
        if start >= after:
            yield start, end
            after = end


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if end - start == 1 and (before in _DASHES or behind in _JOINS):
        return False
    return not (_in_word(before) or _in_word(behind))


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _closing(text: str, place: int) -> int:
    while place < len(text) and text[place] not in ")]":
        place += 1
    return place + 1
