"""The clock of steps: each second belongs to one step."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.extract.step_clock import StepClock


class Now:
    """A clock that is set by hand."""

    time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_step_that_pulls_from_another_does_not_count_its_time() -> None:
    now = Now()
    clock = StepClock(now=now)

    def read() -> Iterator[str]:
        for word in ("owls", "mice"):
            now.time += 3.0
            yield word

    def shout(words: Iterator[str]) -> Iterator[str]:
        for word in words:
            now.time += 2.0
            yield word.upper()

    shouted = []
    for word in clock.through("shout", shout(clock.through("read", read()))):
        now.time += 7.0  # what is done with it is no step
        shouted.append(word)
    assert shouted == ["OWLS", "MICE"]
    assert dict(clock.seconds) == {"read": 6.0, "shout": 4.0}


def test_a_step_that_fails_has_had_its_time() -> None:
    now = Now()
    clock = StepClock(now=now)
    try:
        with clock.step("outer"), clock.step("inner"):
            now.time += 2.0
            raise KeyError
    except KeyError:
        now.time += 1.0
    assert dict(clock.seconds) == {"outer": 0.0, "inner": 2.0}
