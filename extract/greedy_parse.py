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
_SEEN = 8  # tokens that it sees in all
_BEYOND = 2  # tokens after its sentence that it may see
_BLOCK = 20_000  # tokens that are parsed side by side, about: each takes 4 kB
_PLACES = numpy.arange(_SEEN)
_ONES = numpy.ones((1, _SEEN), dtype="float32")
_BARRED = -1e30  # is added to the score of a move that can't be made


class ParserWeights(NamedTuple):
    """What scores a state."""

    vectors: Scores  # (tokens, width)
    hidden: Scores  # (width, 8 x pieces x hidden): what a token adds in each place where it can be seen
    nothing: Scores  # (8 x pieces x hidden,): the same of no token
    bias: Scores  # (pieces x hidden,)
    output: Scores  # (hidden, moves)
    output_bias: Scores  # (moves,)
    moves: Numbers  # (moves,): SHIFT, REDUCE, LEFT or RIGHT, or -1 for a move that is never made


class _Sentences:
    """The states of the sentences that are not done yet; tokens are numbered over all documents."""

    def __init__(self, starts: Numbers, ends: Numbers, limits: Numbers, tokens: int) -> None:
        self.ends, self.limits = ends, limits
        # a sentence's places on stack and buffer lie behind one another, and before them as many empty ones as
        # can be looked into
        self.base = starts + _LOOK * numpy.arange(1, len(starts) + 1)
        room = tokens + _LOOK * (len(starts) + 1)
        self.next = starts.copy()  # the first token that was never on the stack
        self.stack = numpy.full(room, _NONE)
        self.depth = numpy.zeros(len(starts), dtype="int64")
        self.back = numpy.full(room, _NONE)  # tokens that went back to the buffer
        self.backed = numpy.zeros(len(starts), dtype="int64")
        # one place more than tokens, so that token -1, which is none, reads as nothing
        self.is_start = numpy.zeros(tokens + 1, dtype=bool)
        self.is_start[starts] = self.is_start[ends] = True
        self.is_start[_NONE] = False
        self.went_back = numpy.zeros(tokens + 1, dtype=bool)
        self.heads = numpy.full(tokens + 1, _NONE)
        self.moves = numpy.full(tokens + 1, _NONE)  # that made the arc to the head
        self.left = numpy.full(tokens + 1, _NONE)  # the latest child on either side
        self.right = numpy.full(tokens + 1, _NONE)
        self.made = numpy.zeros(tokens + 1, dtype="int64")  # the step of the arc to the head

    def buffer(self, place: int) -> Numbers:
        if not self.backed.any():
            fresh = self.next + place
            return numpy.where(fresh < self.limits, fresh, _NONE)
        fresh = self.next + numpy.maximum(place - self.backed, 0)
        return numpy.where(
            self.backed > place,
            self.back[self.base + self.backed - 1 - place],
            numpy.where(fresh < self.limits, fresh, _NONE),
        )

    def stacked(self, place: int) -> Numbers:
        tokens: Numbers = self.stack[self.base + self.depth - 1 - place]
        return tokens

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

    def drop_done(self) -> None:
        left = self.ends - self.next + self.backed + self.depth
        if not left.all():
            rows = numpy.flatnonzero(left)
            self.ends, self.limits, self.base = self.ends[rows], self.limits[rows], self.base[rows]
            self.next, self.depth, self.backed = self.next[rows], self.depth[rows], self.backed[rows]


def greedy_parse(
    weights: ParserWeights, starts: Numbers, ends: Numbers, limits: Numbers
) -> tuple[Numbers, Numbers]:
    """Heads and the moves that made them, (tokens,) each, for sentences `[start, end)`; a root has -1 in both.

    `limits` are the ends of the sentences' documents.
    """
    heads, moves = (numpy.full(len(weights.vectors), _NONE) for _ in range(2))
    count = -(-len(heads) // _BLOCK)
    blocks = ends * count // (len(heads) + 1)
    for rows in numpy.split(numpy.arange(len(starts)), numpy.flatnonzero(numpy.diff(blocks)) + 1):
        if not len(rows):
            continue
        first, end = starts[rows[0]], ends[rows[-1]]
        limit = min(end + _BEYOND, limits[rows[-1]])
        own = weights._replace(vectors=weights.vectors[first:limit])
        found, made = _parse(
            own, starts[rows] - first, ends[rows] - first, numpy.minimum(limits[rows], limit) - first
        )
        found, moves[first:end] = found[: end - first], made[: end - first]
        heads[first:end] = numpy.where(found == _NONE, _NONE, found + first)
    return heads, moves


def _parse(
    weights: ParserWeights, starts: Numbers, ends: Numbers, limits: Numbers
) -> tuple[Numbers, Numbers]:
    """The same for the sentences of a block."""
    scorer = _Scorer(weights, len(starts))
    state = _Sentences(starts, ends, limits, len(weights.vectors))
    state.drop_done()
    step = 0
    while len(state.next):
        step += 1
        first, second, top = state.buffer(0), state.buffer(1), state.stacked(0)
        seen = numpy.stack(
            [
                *(first, second, top, state.stacked(1), state.stacked(2)),
                *(state.left[first], state.left[top], state.right[top]),
            ],
            axis=1,
        )
        depth = state.depth
        left = state.limits - state.next + state.backed
        starts_here = state.is_start[first]
        valid = numpy.empty((len(depth), 4), dtype=bool)
        valid[:, SHIFT] = (depth == 0) | ((left > 1) & ~starts_here & ~state.went_back[first])
        valid[:, REDUCE] = (depth > 0) & ((left == 0) | (depth > 1) | starts_here)
        valid[:, LEFT] = valid[:, RIGHT] = (depth > 0) & (left > 0) & ~starts_here
        best = scorer(seen, valid).argmax(axis=1)
        kind = weights.moves[best]

        leaves = (state.heads[top] != _NONE) | (depth == 1)
        of = numpy.flatnonzero(kind == LEFT)
        state.attach(top[of], first[of], best[of], step)
        state.went_back[first[of]] = False
        state.depth[of] -= 1
        of = numpy.flatnonzero(kind == RIGHT)
        state.attach(first[of], top[of], best[of], step)
        of = numpy.flatnonzero((kind == RIGHT) | (kind == SHIFT))
        state.push(of, first[of])
        state.depth[(kind == REDUCE) & leaves] -= 1
        of = numpy.flatnonzero((kind == REDUCE) & ~leaves)
        state.send_back(of, top[of])
        state.drop_done()
    return state.heads[:-1], state.moves[:-1]


class _Scorer:
    """Scores moves; what each token adds in each place is multiplied out once, as in spaCy's own search."""

    def __init__(self, weights: ParserWeights, states: int) -> None:
        tokens = len(weights.vectors)
        table = numpy.empty((tokens + 1, len(weights.nothing)), dtype="float32")
        numpy.matmul(weights.vectors, weights.hidden, out=table[:-1])
        table[_NONE] = weights.nothing
        self.table = table.reshape((tokens + 1) * _SEEN, -1)
        self.parts = numpy.empty((states, _SEEN, self.table.shape[1]), dtype="float32")
        self.bias = weights.bias
        self.width = len(weights.output)
        # a move is scored by the hidden layer, by what kinds of moves are barred, and by its bias
        kinds = numpy.arange(4)[:, None] == weights.moves
        never = numpy.where(weights.moves == _NONE, _BARRED, weights.output_bias)
        self.output = numpy.vstack([weights.output, kinds * _BARRED, never]).astype("float32")
        self.inputs = numpy.ones((states, len(self.output)), dtype="float32")  # the last column stays a one

    def __call__(self, seen: Numbers, valid: NDArray[numpy.bool_]) -> Scores:
        """Scores of all moves, (states, moves), from the eight tokens that the model sees in each state."""
        rows = seen * _SEEN + _PLACES
        parts = self.table.take(rows, axis=0, mode="wrap", out=self.parts[: len(seen)])
        total = (_ONES @ parts)[:, 0]  # their sum, faster than by `sum`
        total += self.bias
        inputs = self.inputs[: len(seen)]
        best = inputs[:, : self.width]
        numpy.maximum(total[:, : self.width], total[:, -self.width :], out=best)
        for piece in range(self.width, total.shape[1] - self.width, self.width):
            numpy.maximum(best, total[:, piece : piece + self.width], out=best)
        inputs[:, self.width : -1] = ~valid
        scores: Scores = inputs @ self.output
        return scores
