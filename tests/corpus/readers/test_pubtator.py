"""PubTator."""

from __future__ import annotations

from claimgraph.corpus.document import Annotation
from claimgraph.errors import UnreadableRecord

RECORDS = """99000030|t|IL-2 and <i>Foxp3</i>
99000030|a|METHODS: We gave IL-2. RESULTS: Foxp3 rose.
99000030\t0\t4\tIL-2\tGene\t3558
99000030\t9\t21\t<i>Foxp3</i>\tGene\t50943;20371
99000030\t40\t44\tIL-2\tGene\t-
99000030\t54\t59\tFoxp3\tGene\t50943
99000030\tPositive_Correlation\t3558\t50943\tNovel

99000031|t|Only a title
99000032|t|Another
99000032|a|
"""


def test_records(reading) -> None:
    first, second, third = reading(RECORDS)
    assert (first.id, first.source.pmid) == ("PMID:99000030", "99000030")
    assert first.text == "IL-2 and Foxp3\nMETHODS: We gave IL-2. RESULTS: Foxp3 rose."
    assert [section.label for section in first.sections] == ["TITLE", "METHODS", "RESULTS"]
    assert first.annotations == (
        Annotation(0, 4, "IL-2", "Gene", ("3558",)),
        Annotation(9, 14, "Foxp3", "Gene", ("50943", "20371")),
        Annotation(32, 36, "IL-2", "Gene", ()),
        Annotation(47, 52, "Foxp3", "Gene", ("50943",)),
    )
    assert (second.text, third.text) == ("Only a title", "Another")


def test_shifted_mentions_are_put_where_their_words_stand(reading) -> None:
    (document,) = reading("5|t|β-catenin binds TCF\n5\t18\t21\tTCF\tGene\t1\n5\t90\t93\tAPC\tGene\t2\n")
    assert document.annotations == (Annotation(16, 19, "TCF", "Gene", ("1",)),)


def test_bad_records_cost_themselves(reading) -> None:
    items = reading(
        "1|t|Good\n\n2|t|Bad\n2\t0\tx\tBad\tGene\t1\n\n3|t|Bad\nnonsense\n\n4\t0\t1\tX\tGene\t1\n\n5|t|Good\n"
    )
    assert [isinstance(item, UnreadableRecord) for item in items] == [False, True, True, True, False]
    assert [(item.record, item.line) for item in items[1:4]] == [("2 (2)", 4), ("3 (3)", 7), ("4", 9)]
    assert "offsets '0' and 'x'" in str(items[1])
    assert "neither text, mention nor relation" in str(items[2])
    assert "no title or abstract line" in str(items[3])
