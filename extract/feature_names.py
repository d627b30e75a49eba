"""The names of features, "kind:value": of all that are told, or only of those that a model knows.

What is told of a document has many more features than a model knows. So a reader asks for a kind, then for the name
of each value, and gets none where the model does not know it: most names are never put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class FeatureNames(Protocol):
    """Names what is told."""

    def kind(self, kind: str) -> Callable[[str], str | None]:
        """What names the features of a kind, whose name has no colon, by their values."""

    def flag(self, name: str) -> str | None:
        """The name of a feature that has no value."""


class AllNames:
    """Names every feature."""

    def kind(self, kind: str) -> Callable[[str], str | None]:
        """What names the features of a kind."""
        return f"{kind}:".__add__

    def flag(self, name: str) -> str | None:
        """The name itself."""
        return name


class KnownNames:
    """Names those features that are known, and gives None for others."""

    def __init__(self, known: Iterable[str]) -> None:
        self._flags = {name: name for name in known}
        kinds: dict[str, dict[str, str]] = {}
        for name in self._flags:
            kind, _, value = name.partition(":")
            kinds.setdefault(kind, {})[value] = name
        self._kinds = {kind: names.get for kind, names in kinds.items()}
        self._none: dict[str, str] = {}

    def kind(self, kind: str) -> Callable[[str], str | None]:
        """What names the known features of a kind."""
        return self._kinds.get(kind, self._none.get)

    def flag(self, name: str) -> str | None:
        """The name itself, if it is known."""
        return self._flags.get(name)
