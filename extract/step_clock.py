"""Tells how long each step of a work takes, where steps lie within each other or pull from each other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

_Item = TypeVar("_Item")


class StepClock:
    """Seconds by step; while a step runs within another, the outer one stands still.

    >>> ticks = iter(range(100))
    >>> clock = StepClock(now=lambda: float(next(ticks)))
    >>> with clock.step("write"):
    ...     with clock.step("read"):
    ...         pass
    >>> clock.seconds
    {'write': 2.0, 'read': 1.0}
    """

    def __init__(self, *, now: Callable[[], float] = time.perf_counter) -> None:
        self.seconds: dict[str, float] = {}
        self._now = now
        self._steps: list[str] = []
        self._since = 0.0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the time of a `with` block as that of the step."""
        self._count()
        self._steps.append(name)
        try:
            yield
        finally:
            self._count()
            self._steps.pop()

    def through(self, name: str, items: Iterable[_Item]) -> Iterator[_Item]:
        """Pass items on; the time that it takes to get each is the step's."""
        stream = iter(items)
        while True:
            with self.step(name):
                try:
                    item = next(stream)
                except StopIteration:
                    return
            yield item

    def _count(self) -> None:
        now = self._now()
        if self._steps:
            step = self._steps[-1]
            self.seconds[step] = self.seconds.get(step, 0.0) + now - self._since
        self._since = now
