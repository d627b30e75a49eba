"""The model's features in words: each that the shipped weights know has some."""

import pytest

from claimgraph.extract.model_account import in_words
from claimgraph.extract.pair_model import pair_model


def test_every_feature_of_the_shipped_weights_has_words() -> None:
    assert [feature for feature in pair_model().weights.features if in_words(feature) == feature] == []


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("CDb:induced", 'between chemical and disease: "induced"'),
        ("b:{odd}", 'between them: "{odd}"'),
        ("Gopen", "gene: without identifier"),
        ("nsubj>dobj|nmod", "the path's edges: nsubj>dobj|nmod"),
        ("l1o:the", 'before the first: "the"'),
    ],
)
def test_features_in_words(feature, words) -> None:
    assert in_words(feature) == words


def test_what_no_row_tells_stays_as_it_is() -> None:
    assert in_words("never heard") == "never heard"
