"""What the list of commands says of each."""

from __future__ import annotations

import inspect
from collections.abc import Callable


def first_line(command: Callable[..., object]) -> str:
    """The first sentence of a command's help, whole: left to itself the list would cut it short."""
    return (inspect.getdoc(command) or "").partition("\n")[0]
