"""The names of features, "kind:value": of all that are told, or only of those that a model knows.

What is told of a document has many more features than a model knows. So a reader asks for a kind, then for the name
of each value, and gets none where the model does not know it: most names are never put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Name = Callable[[str], str | None]


class FeatureNames:
    """Names every feature.

    `kind` gives what names the features of a kind, whose name has no colon, by their values; `flag` names a feature
    that has no value.
    """

    kind: Callable[[str], Name]
    flag: Name

    def __init__(self) -> None:
        self.kind = lambda kind: f"{kind}:".__add__
        self.flag = str


class KnownNames(FeatureNames):
    """Names those features that are known, and gives None for others."""

    def __init__(self, known: Iterable[str]) -> None:
        names = {name: name for name in known}
        kinds: dict[str, dict[str, str]] = {}
        for name in names:
            kind, _, value = name.partition(":")
            kinds.setdefault(kind, {})[value] = name
        # a reader asks these thousands of times a document: no function of ours stands between
        self.kind = _Kinds((kind, values.get) for kind, values in kinds.items()).__getitem__
        self.flag = names.get


class _Kinds(dict[str, "Name"]):
    """What names the features of each kind; nothing those of a kind that is not known."""

    def __missing__(self, kind: str) -> Name:
        return _NOTHING.get


_NOTHING: dict[str, str] = {}
