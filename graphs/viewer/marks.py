"""How kinds of concepts and signs of claims are drawn, in the page and in plots: `marks.json`."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import msgspec


class TypeMark(msgspec.Struct, frozen=True, kw_only=True):
    """Shape of a kind of concept: x and y of its corners in [-1, 1], downwards; None is a circle."""

    name: str
    points: tuple[float, ...] | None
    colour: str


class SignMark(msgspec.Struct, frozen=True, kw_only=True):
    """How claims with some predicates end, at one end or `both`; `sign` is raise, lower or none."""

    sign: str
    name: str
    arrow: str
    both: bool
    predicates: tuple[str, ...]
    hollow: bool = False


class Marks(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """All marks; `arrows` are x and y of corners in pixels, the tip at 0, 0, pointing right."""

    types: dict[str, TypeMark]
    other_type: TypeMark
    signs: tuple[SignMark, ...]
    arrows: dict[str, tuple[float, ...]]

    def of_type(self, name: str | None) -> TypeMark:
        """The mark of an entity type."""
        return self.types.get(name or "", self.other_type)

    def of_predicate(self, predicate: str | None) -> SignMark:
        """The mark of a predicate; one that is not known is drawn as an association."""
        return next((one for one in self.signs if predicate in one.predicates), self.signs[-1])


@lru_cache(maxsize=1)
def marks() -> Marks:
    """Read the marks that ship with the package."""
    return msgspec.json.decode(files(__package__).joinpath("marks.json").read_bytes(), type=Marks)
