"""What makes asking again worth while."""

from __future__ import annotations


class Unanswered(Exception):
    """No answer, or half of one, or another than was asked for: it is worth asking again."""

    def __init__(self, reason: str, *, wait: float | None = None, unreached: bool = False) -> None:
        super().__init__(reason)
        self.wait = wait  # what the server asks for
        self.unreached = unreached


class ErrorTold(Unanswered):
    """The server answered with an error of its own: it may pass, but not often."""
