"""XML elements to text: inner markup goes, its characters stay, mathematics is read in one line."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeAlias

from lxml import etree

from claimgraph.corpus.exponents import ends_in_number, is_exponent

Element: TypeAlias = etree._Element

_OWN_LINES = frozenset({"p", "sec", "title", "list", "list-item", "def-item", "disp-quote", "break", "br"})
_SILENT = frozenset({"annotation", "annotation-xml", "none", "mprescripts", "mphantom", "tex-math"})
_LAID_OUT = frozenset({"sup", "msup", "mfrac", "msqrt", "mroot", "mmultiscripts"})


def local_name(element: Element) -> str:
    """Tag without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def flatten(element: Element | None, *, drop: Collection[str] = ()) -> str:
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
        if name in _LAID_OUT and name not in drop:
            parts.append(_laid_out(child, name, "".join(parts[-2:]), drop))
        elif name and name not in drop and name not in _SILENT:
            line = "\n" if name in _OWN_LINES else ""
            parts.append(line)
            _collect(child, parts, drop)
            parts.append(line)
        if child.tail:
            parts.append(child.tail)


def _laid_out(element: Element, name: str, before: str, drop: Collection[str]) -> str:
    """An element whose parts stand above or before one another, in one line."""
    if name == "sup":
        return raised(before, flatten(element, drop=drop))
    if name == "mmultiscripts":
        return _with_scripts(element, drop)
    inner = [_inner(child, drop) for child in element if local_name(child)]
    if name == "msqrt" or len(inner) != 2:
        joined = "".join(inner)
        return f"\u221a({joined})" if name == "msqrt" else joined
    first, second = inner
    if name == "mfrac":
        return f"{first}/{second}"
    if name == "mroot":
        return f"{first}^(1/{second})"
    return first + raised(before + first, second)


def _inner(element: Element, drop: Collection[str]) -> str:
    """Text of one part of a formula, which may be laid out itself."""
    name = local_name(element)
    if name in _SILENT:
        return ""
    return _laid_out(element, name, "", drop) if name in _LAID_OUT else flatten(element, drop=drop).strip()


def _with_scripts(element: Element, drop: Collection[str]) -> str:
    """Isotopes and the like: what stands before the base (the 18 of 18F) is read before it."""
    before: list[str] = []
    after: list[str] = []
    children = [child for child in element if local_name(child)]
    side = after
    for script in children[1:]:
        if local_name(script) == "mprescripts":
            side = before
        else:
            side.append(_inner(script, drop))
    base = [_inner(child, drop) for child in children[:1]]
    return "".join([*before, *base, *after])


def raised(before: str, superscript: str) -> str:
    """A superscript in one line: a number raised by a number gets a caret (10^6), others none (CD4+, m2)."""
    if is_exponent(superscript.strip()) and ends_in_number(before):
        return f"^{superscript.strip()}"
    return superscript
