"""English inflection of the words in the lists."""

import pytest

from claimgraph.extract.word_forms import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("block", ("block", "blocks", "blocked", "blocking")),
        ("reduce", ("reduce", "reduces", "reduced", "reducing")),
        ("modify", ("modify", "modifies", "modified", "modifying")),
        ("destroy", ("destroy", "destroys", "destroyed", "destroying")),
        ("suppress", ("suppress", "suppresses", "suppressed", "suppressing")),
        ("lead|leads|led|leading", ("lead", "leads", "led", "leading")),
    ],
)
def test_verbs(word: str, forms: tuple[str, ...]) -> None:
    assert verb_forms(word) == forms


def test_british_spelling_stands_beside_the_american() -> None:
    assert {"stabilized", "stabilised", "stabilising"} <= set(verb_forms("stabilize"))


@pytest.mark.parametrize(
    ("word", "plural"),
    [("level", "levels"), ("therapy", "therapies"), ("loss", "losses"), ("man|men", "men")],
)
def test_nouns(word: str, plural: str) -> None:
    assert noun_forms(word)[-1] == plural
