"""XML elements to text: inner markup goes, its characters stay, mathematics is read in one line."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = "etree._Element"

_NUMBER_BEFORE = re.compile(r"(?<![\w.,^])\d+(?:[.,]\d+)?$")
_EXPONENT = re.compile(r"\s*[-+\u2212\u2013\u2010]?\d+(?:[.,]\d+)?\s*")
_NOTHING: frozenset[str] = frozenset()
_SEPARATE = frozenset(
    {"p", "sec", "title", "list", "list-item", "def-item", "disp-quote", "break", "br", "DispFormula"}
)
_SILENT = frozenset({"annotation", "annotation-xml", "none", "mprescripts", "mphantom", "tex-math"})


def local_name(element: Element) -> str:
    """Tag without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2]


def flatten(element: Element | None, *, drop: Collection[str] = _NOTHING) -> str:
    """All text inside an element except that of the elements named in `drop`; their tails stay."""
    if element is None:
        return ""
    if not len(element):
        return element.text or ""
    parts: list[str] = []
    _collect(element, parts, drop)
    return "".join(parts)


def _collect(element: Element, parts: list[str], drop: Collection[str]) -> None:
    if element.text:
        parts.append(element.text)
    for child in element:
        name = local_name(child)
        if name and name not in drop and name not in _SILENT:
            if name in ("sup", "msup", "mfrac", "msqrt", "mroot", "mmultiscripts", "mtable"):
                parts.append(_special(child, name, "".join(parts[-2:]), drop))
            elif name in _SEPARATE:
                parts.append("\n")
                _collect(child, parts, drop)
                parts.append("\n")
            else:
                _collect(child, parts, drop)
        if child.tail:
            parts.append(child.tail)


def _special(element: Element, name: str, before: str, drop: Collection[str]) -> str:
    if name == "sup":
        inner = flatten(element, drop=drop)
        if drop and not any(
            character.isalnum() or character in "+-\u2212\u2013*\u2032\u2122\u00ae\u2020\u00b0"
            for character in inner.replace("-", "", inner.count("-") if len(element) else 0)
        ):
            return ""  # only the commas between dropped citation numbers are left
        return raised(before, inner)
    inner = [flatten_math(child, drop) for child in element if local_name(child)]
    if name == "msup" and len(inner) == 2:
        return inner[0] + raised(before + inner[0], inner[1])
    if name == "mfrac" and len(inner) == 2:
        return f"{inner[0]}/{inner[1]}"
    if name == "msqrt":
        return f"\u221a({''.join(inner)})"
    if name == "mroot" and len(inner) == 2:
        return f"{inner[0]}^(1/{inner[1]})"
    if name == "mmultiscripts":
        return _with_scripts(element, drop)
    return " ".join(inner)


def flatten_math(element: Element, drop: Collection[str]) -> str:
    """Text of one child of a mathematical element, which may be special itself."""
    name = local_name(element)
    if name in _SILENT:
        return ""
    if name in ("msup", "mfrac", "msqrt", "mroot", "mmultiscripts", "mtable"):
        return _special(element, name, "", drop)
    return flatten(element, drop=drop).strip()


def _with_scripts(element: Element, drop: Collection[str]) -> str:
    """Isotopes and the like: what stands before the base (18 of 18F) is read before it."""
    before: list[str] = []
    after: list[str] = []
    base, *scripts = [child for child in element if local_name(child)] or [None]
    side = after
    for script in scripts:
        if script is not None and local_name(script) == "mprescripts":
            side = before
        elif script is not None:
            side.append(flatten_math(script, drop))
    return "".join(before) + (flatten_math(base, drop) if base is not None else "") + "".join(after)


def raised(before: str, superscript: str) -> str:
    """A superscript in one line: a number raised by a number gets a caret (10^6), all else none (CD4+, m2)."""
    if _EXPONENT.fullmatch(superscript) and _NUMBER_BEFORE.search(before):
        return f"^{superscript.strip()}"
    return superscript
