"""Trees over tokens that differ from the gold's: `IL-2-based drugs act.`"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.scoring.counts import Counts
from claimgraph.extract.scoring.parsing import ParsedToken, parse_counts

GOLD = [
    ParsedToken(0, 10, 1, "amod", "JJ"),  # IL-2-based
    ParsedToken(11, 16, 2, "nsubj", "NNS"),  # drugs
    ParsedToken(17, 20, 2, "root", "VBP"),  # act
    ParsedToken(20, 21, 2, "punct", "."),
]


def test_the_same_tokens() -> None:
    counts = parse_counts(GOLD, GOLD)
    assert counts["UAS"] == counts["LAS"] == counts["tag"] == Counts(3, 0, 0)
    assert counts["tag with punctuation"] == counts["aligned"] == Counts(4, 0, 0)


def test_cut_tokens_answer_by_the_piece_whose_head_is_outside() -> None:
    cut = [
        ParsedToken(0, 4, 2, "compound", "NN"),  # IL-2
        ParsedToken(4, 5, 2, "punct", "HYPH"),
        ParsedToken(5, 10, 3, "amod", "JJ"),  # based
        ParsedToken(11, 16, 4, "nsubj", "NNS"),
        ParsedToken(17, 20, 4, "ROOT", "VBP"),
        ParsedToken(20, 21, 4, "punct", "."),
    ]
    counts = parse_counts(GOLD, cut)
    assert counts["LAS"] == Counts(3, 0, 0)
    assert counts["tag with punctuation"] == Counts(4, 0, 0)


def test_a_head_inside_a_cut_token_is_the_whole_token() -> None:
    gold = [ParsedToken(0, 3, 1, "det", "DT"), ParsedToken(4, 14, 1, "root", "JJ")]
    predicted = [
        ParsedToken(0, 3, 1, "det", "DT"),  # hangs on the first piece
        ParsedToken(4, 8, 2, "compound", "NN"),
        ParsedToken(8, 14, 2, "root", "JJ"),
    ]
    assert parse_counts(gold, predicted)["LAS"] == Counts(2, 0, 0)


def test_wrong_head_wrong_label_wrong_tag() -> None:
    wrong = [
        ParsedToken(0, 10, 2, "amod", "JJ"),
        ParsedToken(11, 16, 2, "dobj", "NNS"),
        ParsedToken(17, 20, 2, "root", "VB"),
        ParsedToken(20, 21, 0, "punct", "."),  # punctuation is not asked
    ]
    counts = parse_counts(GOLD, wrong)
    assert counts["UAS"] == Counts(2, 1, 1)
    assert counts["LAS"] == Counts(1, 2, 2)
    assert counts["tag"] == Counts(2, 1, 1)


def test_a_token_across_two_gold_tokens_makes_both_wrong() -> None:
    joined = [
        ParsedToken(0, 10, 1, "amod", "JJ"),
        ParsedToken(11, 20, 1, "root", "VBP"),  # drugs act, in one
        ParsedToken(20, 21, 1, "punct", "."),
    ]
    counts = parse_counts(GOLD, joined)
    assert counts["aligned"] == Counts(2, 2, 2)
    assert counts["LAS"] == Counts(0, 3, 3)  # the first token's head stands across gold tokens: wrong too


def test_a_token_with_a_missing_piece_is_not_aligned() -> None:
    only = [ParsedToken(11, 16, 0, "root", "NNS"), ParsedToken(17, 19, 0, "dep", "VBP")]
    assert parse_counts(GOLD, only)["aligned"] == Counts(1, 3, 3)


def test_nothing_predicted_and_nothing_asked() -> None:
    assert parse_counts(GOLD, [])["UAS"] == Counts(0, 3, 3)
    assert parse_counts([], GOLD)["UAS"] == Counts(0, 0, 0)


@st.composite
def trees(draw: st.DrawFn) -> list[ParsedToken]:
    """Words of four letters with a space between them; each hangs on any other, one is the root."""
    size = draw(st.integers(1, 6))
    root = draw(st.integers(0, size - 1))
    heads = [
        root if i == root else draw(st.integers(0, size - 1).filter(lambda head, i=i: head != i))
        for i in range(size)
    ]
    return [ParsedToken(5 * i, 5 * i + 4, head, f"l{i}", f"t{i}") for i, head in enumerate(heads)]


@given(trees(), st.data())
def test_cutting_tokens_loses_nothing(gold: list[ParsedToken], data: st.DataObject) -> None:
    """However each gold token is cut, and whichever of its pieces bears the others, all is right."""
    cuts = [sorted(data.draw(st.sets(st.integers(1, 3)))) for _ in gold]
    bearers = [data.draw(st.integers(0, len(cut))) for cut in cuts]
    first = [sum(len(cut) + 1 for cut in cuts[:i]) for i in range(len(gold))]
    predicted = []
    for i, token in enumerate(gold):
        edges = [0, *cuts[i], 4]
        bearer = first[i] + bearers[i]
        for k in range(len(edges) - 1):
            bears = k == bearers[i]
            head = first[token.head] + bearers[token.head] if bears else bearer
            label, tag = (token.label, token.tag) if bears else ("dep", "X")
            predicted.append(
                ParsedToken(token.start + edges[k], token.start + edges[k + 1], head, label, tag)
            )
    counts = parse_counts(gold, predicted)
    assert {one.f1 for one in counts.values()} == {1.0}
