"""Which kind of mistake a wrong mention is, told by what stands over it.

| kind | a false hit | a miss |
|---|---|---|
| `wrong type` | is a gold mention of another class | was found as another class |
| `too long` | holds a gold mention of its class | a mention found in its class holds it |
| `too short` | stands inside a gold mention of its class | holds one found in its class |
| `shifted` | crosses a gold mention of its class | crosses one found in its class |
| `wrong type and ends` | overlaps gold mentions of other classes only | overlaps mentions found in other classes only |
| `spurious` | overlaps none | |
| `missed` | | overlaps none |

Where several fit, the first one stands. A wrong end makes two errors: a false hit and a miss.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import msgspec

from claimgraph.extract.scoring.spans import LabelledSpan

ERROR_KINDS = ("wrong type", "too long", "too short", "shifted", "wrong type and ends", "spurious", "missed")


class MentionError(msgspec.Struct, frozen=True, kw_only=True):
    """A mention that was found and is none (`found`), or that is one and was not found.

    `rival` is the mention of the other side that tells the kind. `inconsistent`: the same words in the same
    class are right at another place of the document.
    """

    start: int
    end: int
    label: str
    found: bool
    kind: str
    rival: LabelledSpan | None = None
    inconsistent: bool = False


def mention_errors(
    text: str,
    gold: Iterable[LabelledSpan],
    predicted: Iterable[LabelledSpan],
    *,
    other_gold: Iterable[LabelledSpan] = (),
    other_predicted: Iterable[LabelledSpan] = (),
) -> list[MentionError]:
    """The errors of one document, by place.

    The other mentions are not scored, and only tell what a scored one was taken for.

    >>> [error] = mention_errors("acute quell fever", [], [(6, 17, "Disease")], other_gold=[(6, 17, "Sign")])
    >>> error.kind, error.rival
    ('wrong type', (6, 17, 'Sign'))
    """
    wanted, found = set(gold), set(predicted)
    right = wanted & found
    words = {(text[start:end], label) for start, end, label in right}
    false_hits = [
        _error(span, wanted | set(other_gold), right, found=True, words=words, text=text)
        for span in found - wanted
    ]
    misses = [
        _error(span, found | set(other_predicted), right, found=False, words=words, text=text)
        for span in wanted - found
    ]
    return sorted(false_hits + misses, key=lambda one: (one.start, -one.end, one.label, one.found))


def _error(
    span: LabelledSpan,
    rivals: AbstractSet[LabelledSpan],
    right: AbstractSet[LabelledSpan],
    *,
    found: bool,
    words: AbstractSet[tuple[str, str]],
    text: str,
) -> MentionError:
    start, end, label = span
    over = [one for one in rivals if one[0] < end and start < one[1] and one != span]
    # a mention that is right by itself tells less than one that is as wrong as this
    over.sort(key=lambda one: (one in right, max(start, one[0]) - min(end, one[1]), one))
    same_ends = [one for one in over if one[:2] == (start, end)]
    same_label = [one for one in over if one[2] == label]
    rival = next(iter(same_ends or same_label or over), None)
    longer, shorter = ("too long", "too short") if found else ("too short", "too long")
    if rival is None:
        kind = "spurious" if found else "missed"
    elif same_ends:
        kind = "wrong type"
    elif not same_label:
        kind = "wrong type and ends"
    elif start <= rival[0] and rival[1] <= end:
        kind = longer
    elif rival[0] <= start and end <= rival[1]:
        kind = shorter
    else:
        kind = "shifted"
    return MentionError(
        start=start,
        end=end,
        label=label,
        found=found,
        kind=kind,
        rival=rival,
        inconsistent=(text[start:end], label) in words,
    )
