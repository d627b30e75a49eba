"""Lines of authors."""

from __future__ import annotations

import pytest

from claimgraph.corpus.page_authors import author_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada B Roe 1, Carl van der Poe 2 3", ("Ada B Roe", "Carl van der Poe")),
        ("Roe AB(1), Poe C(2); and Doe J.", ("Roe AB", "Poe C", "Doe J")),
        ("Ada B Roe et al. J Owls. 2004.", ("Ada B Roe",)),
        ("Roe AB", ("Roe AB",)),
        ("Ada Roe", ()),  # might be a title
        ("Owls, mice and men", ()),
    ],
)
def test_author_names(line: str, names: tuple[str, ...]) -> None:
    assert author_names(line) == names
