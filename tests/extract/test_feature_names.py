"""Names of features: a model's are those of all that are told which it knows, and no others."""

import pytest

from claimgraph.extract.feature_names import FeatureNames, KnownNames

KNOWN = ("b:causes", "b::", "Dtitle", "nsubj|nmod:npmod", "shared:1")


@pytest.mark.parametrize(
    ("kind", "value"),
    [("b", "causes"), ("b", ":"), ("shared", "1"), ("b", "treats"), ("Gb", "causes"), ("shared", "")],
)
def test_a_value_has_the_same_name_where_it_is_known(kind: str, value: str) -> None:
    name = FeatureNames().kind(kind)(value)
    assert name == f"{kind}:{value}"
    assert KnownNames(KNOWN).kind(kind)(value) == (name if name in KNOWN else None)


@pytest.mark.parametrize("name", ["Dtitle", "nsubj|nmod:npmod", "Gtitle", "b"])
def test_what_has_no_value_is_known_as_a_whole(name: str) -> None:
    assert FeatureNames().flag(name) == name
    assert KnownNames(KNOWN).flag(name) == (name if name in KNOWN else None)
