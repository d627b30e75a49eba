"""Fixed words of citations."""

from __future__ import annotations

import pytest

from claimgraph.corpus.citations import is_title, says_retracted


@pytest.mark.parametrize("words", ["[Not Available].", "[In process citation]", "Not available", " "])
def test_words_for_no_title(words: str) -> None:
    assert not is_title(words)
    assert is_title("[IL-2 is not available].")


def test_retracted() -> None:
    assert says_retracted(["Review", "Retracted Publication"])
    assert says_retracted(["D016441"])
    assert not says_retracted(["Retraction of Publication"])
