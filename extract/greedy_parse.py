"""Parse many sentences side by side: arc-eager transitions, all sentences one step at a time, in plain numpy.

The transitions, what makes them valid and what the model sees of a state are those of spaCy's parser (Honnibal &
Johnson 2015, doi:10.18653/v1/D15-1162), whose weights are used here; a sentence's bounds are given and fixed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[numpy.int64]
    Scores = NDArray[numpy.float32]

SHIFT, REDUCE, LEFT, RIGHT = range(4)
_NONE = -1
_LOOK = 3  # words of the stack that the model sees


class ParserWeights(NamedTuple):
    """What scores a state."""

    vectors: Scores  # (tokens + 1, width); the last row, zeros, stands for no token
    hidden: Scores  # (8 x width + 8, pieces x hidden): for what is seen in each place, then for places without a token
    bias: Scores  # (pieces x hidden,)
    output: Scores  # (hidden, moves)
    output_bias: Scores  # (moves,)
    moves: Numbers  # (moves,): SHIFT, REDUCE, LEFT or RIGHT, or -1 for a move that is never made


class _Sentences:
    """The states of all sentences; tokens are numbered over all documents."""

    def __init__(self, starts: Numbers, ends: Numbers, limits: Numbers, tokens: int) -> None:
        self.ends, self.limits = ends, limits
        # a sentence's places on stack and buffer lie behind one another, and so deep can each be looked into
        self.base = starts + _LOOK * numpy.arange(len(starts))
        room = tokens + _LOOK * len(starts)
        self.next = starts.copy()  # the first token that was never on the stack
        self.stack = numpy.full(room, _NONE)
        self.depth = numpy.zeros(len(starts), dtype="int64")
        self.back = numpy.full(room, _NONE)  # tokens that went back to the buffer
        self.backed = numpy.zeros(len(starts), dtype="int64")
        # one place more than tokens, so that token -1, which is none, reads as nothing
        self.is_start = numpy.zeros(tokens + 1, dtype=bool)
        self.is_start[starts] = True
        self.went_back = numpy.zeros(tokens + 1, dtype=bool)
        self.heads = numpy.full(tokens + 1, _NONE)
        self.moves = numpy.full(tokens + 1, _NONE)  # that made the arc to the head
        self.left = numpy.full(tokens + 1, _NONE)  # the latest child on either side
        self.right = numpy.full(tokens + 1, _NONE)
        self.made = numpy.zeros(tokens + 1, dtype="int64")  # the step of the arc to the head

    def buffer(self, rows: Numbers, place: int) -> Numbers:
        backed = self.backed[rows]
        fresh = self.next[rows] + numpy.maximum(place - backed, 0)
        return numpy.where(
            backed > place,
            self.back[self.base[rows] + backed - 1 - place],
            numpy.where(fresh < self.limits[rows], fresh, _NONE),
        )

    def stacked(self, rows: Numbers, place: int) -> Numbers:
        depth = self.depth[rows]
        return numpy.where(depth > place, self.stack[self.base[rows] + depth - 1 - place], _NONE)

    def push(self, rows: Numbers, tokens: Numbers) -> None:
        was_back = self.backed[rows] > 0
        self.backed[rows] -= was_back
        self.next[rows] += ~was_back
        self.stack[self.base[rows] + self.depth[rows]] = tokens
        self.depth[rows] += 1

    def send_back(self, rows: Numbers, tokens: Numbers) -> None:
        self.went_back[tokens] = True
        self.back[self.base[rows] + self.backed[rows]] = tokens
        self.backed[rows] += 1
        self.depth[rows] -= 1

    def attach(self, children: Numbers, heads: Numbers, moves: Numbers, step: int) -> None:
        for child in children[self.heads[children] != _NONE]:
            self._detach(child)
        self.heads[children], self.moves[children], self.made[children] = heads, moves, step
        to_left = heads > children
        self.left[heads[to_left]] = children[to_left]
        self.right[heads[~to_left]] = children[~to_left]

    def _detach(self, child: int) -> None:
        head = self.heads[child]
        self.heads[child] = _NONE
        side = self.left if head > child else self.right
        if side[head] == child:
            others = numpy.flatnonzero(self.heads[:-1] == head)
            others = others[(others < head) == (child < head)]
            side[head] = others[self.made[others].argmax()] if len(others) else _NONE

    def is_done(self, rows: Numbers) -> NDArray[numpy.bool_]:
        done: NDArray[numpy.bool_] = (
            (self.next[rows] == self.ends[rows]) & (self.backed[rows] == 0) & (self.depth[rows] == 0)
        )
        return done


def greedy_parse(
    weights: ParserWeights, starts: Numbers, ends: Numbers, limits: Numbers
) -> tuple[Numbers, Numbers]:
    """Heads and the moves that made them, (tokens,) each, for sentences `[start, end)`; a root has -1 in both.

    `limits` are the ends of the sentences' documents.
    """
    state = _Sentences(starts, ends, limits, len(weights.vectors) - 1)
    rows = numpy.flatnonzero(~state.is_done(numpy.arange(len(starts))))
    step = 0
    while len(rows):
        step += 1
        first, second = state.buffer(rows, 0), state.buffer(rows, 1)
        top = state.stacked(rows, 0)
        depth = state.depth[rows]
        seen = numpy.stack(
            [
                *(first, second, top, state.stacked(rows, 1), state.stacked(rows, 2)),
                *(state.left[first], state.left[top], state.right[top]),
            ],
            axis=1,
        )
        left = state.limits[rows] - state.next[rows] + state.backed[rows]
        starts_here = state.is_start[first]
        valid = numpy.zeros((len(rows), 5), dtype=bool)  # the last column is for moves that are never made
        valid[:, SHIFT] = (depth == 0) | ((left > 1) & ~starts_here & ~state.went_back[first])
        valid[:, REDUCE] = (depth > 0) & ((left == 0) | (depth > 1) | starts_here)
        valid[:, LEFT] = valid[:, RIGHT] = (depth > 0) & (left > 0) & ~starts_here
        scores = numpy.where(valid[:, weights.moves], _scores(weights, seen), -numpy.inf)
        best = scores.argmax(axis=1)
        kind = weights.moves[best]

        of = numpy.flatnonzero(kind == LEFT)
        state.attach(top[of], first[of], best[of], step)
        state.went_back[first[of]] = False
        state.depth[rows[of]] -= 1
        of = numpy.flatnonzero(kind == RIGHT)
        state.attach(first[of], top[of], best[of], step)
        of = numpy.flatnonzero((kind == RIGHT) | (kind == SHIFT))
        state.push(rows[of], first[of])
        leaves = (state.heads[top] != _NONE) | (depth == 1)
        state.depth[rows[(kind == REDUCE) & leaves]] -= 1
        of = numpy.flatnonzero((kind == REDUCE) & ~leaves)
        state.send_back(rows[of], top[of])
        rows = rows[~state.is_done(rows)]
    return state.heads[:-1], state.moves[:-1]


def _scores(weights: ParserWeights, seen: Numbers) -> Scores:
    """Scores of all moves, (states, moves), from the eight tokens that the model sees in each state."""
    states = len(seen)
    width = weights.vectors.shape[1]
    inputs = numpy.empty((states, len(weights.hidden)), dtype="float32")
    weights.vectors.take(seen, axis=0, out=inputs[:, : 8 * width].reshape(states, 8, width), mode="wrap")
    inputs[:, 8 * width :] = seen == _NONE
    total = inputs @ weights.hidden
    total += weights.bias
    hidden = total.reshape(states, -1, len(weights.output)).max(axis=1)
    scores: Scores = hidden @ weights.output + weights.output_bias
    return scores
