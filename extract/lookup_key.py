"""The key under which names are looked up: blind to case, hyphens, spaces and the way Greek is written."""

from __future__ import annotations

import unicodedata

_GREEK = "GREEK SMALL LETTER "


def lookup_key(name: str) -> str:
    """Letters and digits of a name, lower case, Greek letters spelt out; "+" stays (CD4+).

    A name of other signs alone is its own key.

    >>> lookup_key("TGF-β1"), lookup_key("tgf beta 1"), lookup_key("CD4+CD25+ T cells")
    ('tgfbeta1', 'tgfbeta1', 'cd4+cd25+tcells')
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(_spelt(sign) for sign in folded if sign.isalnum() or sign == "+") or folded.strip()


def _spelt(sign: str) -> str:
    if sign.isascii():
        return sign
    name = unicodedata.name(sign, "")
    if name.startswith(_GREEK):
        return name.removeprefix(_GREEK).split(" ")[0].lower()  # "ALPHA WITH TONOS" is alpha
    return sign
