"""How answers are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    import msgspec


def print_json(found: Sequence[msgspec.Struct]) -> None:
    """Print answers, a JSON object a line."""
    import msgspec

    for answer in found:
        typer.echo(msgspec.json.encode(answer).decode())
