"""Grounding: are the concepts of a document found, and does each gold mention get its concept?

Corpora use identifiers of their own choice; `resolve` forwards an identifier to that of the same concept in
the lexicon ("MESH:D008545" to "MONDO:0005105") and gives back what it does not know. Two identifiers are
the same if they are forwarded to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from claimgraph.extract.scoring.counts import Counts, set_counts

Resolve: TypeAlias = Callable[[str], str]

_NO_IDENTIFIER = frozenset({"", "-", "-1", "MESH:-1", "None"})


def split_ids(ids: Iterable[str]) -> tuple[str, ...]:
    """Take joined identifiers apart and leave out the marks of "no identifier".

    >>> split_ids(["MESH:D001|MESH:D002", "-1"])
    ('MESH:D001', 'MESH:D002')

    Identifiers of variants hold bars themselves (`c|SUB|A|1|G`): a part without a colon is not cut off.
    """
    found: list[str] = []
    for joined in ids:
        parts = joined.split("|") if all(":" in part for part in joined.split("|")) else [joined]
        found += [part for part in parts if part not in _NO_IDENTIFIER]
    return tuple(found)


def concept_counts(
    gold: Iterable[tuple[str, Sequence[str]]],
    predicted: Iterable[tuple[str, str | None]],
    *,
    resolve: Resolve,
) -> dict[str, Counts]:
    """Compare the sets of concepts of one document, a label each.

    `gold` holds (label, identifiers) and `predicted` (label, identifier or None) of each mention. A gold
    mention of several concepts asks for them all.
    """
    gold_concepts = {(label, resolve(one)) for label, ids in gold for one in split_ids(ids)}
    found = {(label, resolve(one)) for label, one in predicted if one is not None}
    labels = sorted({label for label, _ in gold_concepts | found})
    return {
        label: set_counts(
            {pair for pair in gold_concepts if pair[0] == label}, {pair for pair in found if pair[0] == label}
        )
        for label in labels
    }


def mention_answers(
    mentions: Iterable[tuple[Sequence[str], str | None, float]], *, resolve: Resolve
) -> list[tuple[float, bool]]:
    """The probability of each answer, and whether it was right; mentions without an answer or gold are left out.

    Each mention is (gold identifiers, predicted identifier or None, its probability).
    """
    answers = []
    for ids, predicted, probability in mentions:
        wanted = {resolve(one) for one in split_ids(ids)}
        if wanted and predicted is not None:
            answers.append((probability, resolve(predicted) in wanted))
    return answers


def mention_counts(
    mentions: Iterable[tuple[str, Sequence[str], str | None]], *, resolve: Resolve
) -> dict[str, Counts]:
    """Count gold mentions whose concept was found, a label each; recall is then the accuracy.

    Each mention is (label, gold identifiers, predicted identifier or None). It is right if the prediction
    is one of its concepts; a mention without gold identifier is not counted. No answer is a miss, a wrong
    answer a miss and a false positive.
    """
    counts: dict[str, Counts] = {}
    for label, ids, predicted in mentions:
        wanted = {resolve(one) for one in split_ids(ids)}
        if not wanted:
            continue
        if predicted is None:
            one = Counts(fn=1)
        elif resolve(predicted) in wanted:
            one = Counts(tp=1)
        else:
            one = Counts(fp=1, fn=1)
        counts[label] = counts.get(label, Counts()) + one
    return counts
