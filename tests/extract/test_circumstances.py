"""To which relations a statistic belongs: the nearest before it, with those of its trigger."""

from claimgraph.extract.circumstances import Stretches, owners
from claimgraph.extract.claim import Context

TEXT = "aspirin lowered renin (p = 0.01) and insulin (p = 0.02), while rest raised sleep and mood (p = 0.03)"


def relation(subject: str, trigger: str, target: str) -> Stretches:
    places = [(TEXT.index(word), TEXT.index(word) + len(word)) for word in (trigger, subject, target)]
    return Stretches(places[0][0], tuple(places))


RELATIONS = [
    relation("aspirin", "lowered", "renin"),
    relation("aspirin", "lowered", "insulin"),
    relation("rest", "raised", "sleep"),
    relation("rest", "raised", "mood"),
]


def item(text: str) -> Context:
    start = TEXT.index(text)
    return Context("statistic", start, start + len(text), text)


ALL = [item("p = 0.01"), item("p = 0.02"), item("p = 0.03")]


def test_each_bracket_belongs_to_what_it_follows() -> None:
    for number, wanted in ((0, [0]), (1, [1]), (2, [2, 3])):
        others = [one for one in ALL if one is not ALL[number]]
        assert owners(ALL[number], RELATIONS, others) == wanted


def test_what_stands_before_its_statement_belongs_to_it() -> None:
    early = Context("statistic", 0, 0, "")
    assert owners(early, RELATIONS, []) == [0, 1]
