"""Statistics as abstracts print them, brought to numbers; what only looks like one stays out."""

import msgspec
import pytest

from claimgraph.extract.circumstances import find_measures
from claimgraph.extract.reported_statistics import read_statistic
from claimgraph.extract.vocabulary import COMPARISONS, STATISTICS
from claimgraph.extract.word_list import read_rows


def found(text: str) -> list[tuple[str, dict[str, object]]]:
    return [
        (one.text, msgspec.to_builtins(one.statistic))
        for one in find_measures(text, 0, len(text))
        if one.role == "statistic"
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("P < 0.001", {"measure": "p", "value": 0.001, "comparison": "<"}),
        ("p value of .04", {"measure": "p", "value": 0.04}),
        ("P &lt; 0.05", {"measure": "p", "value": 0.05, "comparison": "<"}),
        ("P < or = 0.05", {"measure": "p", "value": 0.05, "comparison": "<="}),
        ("P for trend = 0·02", {"measure": "p", "value": 0.02}),
        ("p = 1.2 × 10−8", {"measure": "p", "value": 1.2e-8}),
        ("n = 1,024", {"measure": "n", "value": 1024.0}),
        (
            "HR 0·72, 95 % CI 0·6–0·9",
            {"measure": "hazard_ratio", "value": 0.72, "low": 0.6, "high": 0.9, "level": 95.0},
        ),
        (
            "hazard ratio of 0.72 (95% confidence interval [CI], 0.60 to 0.86)",
            {"measure": "hazard_ratio", "value": 0.72, "low": 0.6, "high": 0.86, "level": 95.0},
        ),
        (
            "adjusted odds ratio [aOR] 1.8; CI 95%: 1.2-2.7",
            {"measure": "odds_ratio", "value": 1.8, "low": 1.2, "high": 2.7, "level": 95.0},
        ),
        ("OR = 2.3 [1.1–4.6]", {"measure": "odds_ratio", "value": 2.3, "low": 1.1, "high": 4.6}),
        (
            "RR 2; 95% CI, 1.1, 3.4",
            {"measure": "relative_risk", "value": 2.0, "low": 1.1, "high": 3.4, "level": 95.0},
        ),
        (
            "mean difference −1.5 mmHg (95% CI −2.0 to −1.0)",
            {"measure": "mean_difference", "value": -1.5, "low": -2.0, "high": -1.0, "level": 95.0},
        ),
        ("24 of 61; 39%", {"measure": "percent", "value": 39.0, "count": 24, "total": 61}),
        ("39% (24/61)", {"measure": "percent", "value": 39.0, "count": 24, "total": 61}),
        ("10 of 12", {"measure": "percent", "count": 10, "total": 12}),
        ("30–40%", {"measure": "percent", "low": 30.0, "high": 40.0}),
        ("53.1 +/- 4.2%", {"measure": "percent", "value": 53.1, "spread": 4.2}),
        ("5.2 ± 1.1", {"measure": "mean", "value": 5.2, "spread": 1.1}),
        ("3- to 8.5-fold", {"measure": "fold", "low": 3.0, "high": 8.5}),
        ("2.5-fold", {"measure": "fold", "value": 2.5}),
        ("r = -0.45", {"measure": "correlation", "value": -0.45}),
        ("95% CI 3.2-4.1", {"measure": "interval", "low": 3.2, "high": 4.1, "level": 95.0}),
    ],
)
def test_a_statistic_is_found_whole_and_in_numbers(text, numbers) -> None:
    assert found(f"Sleep got better ({text}, as told).") == [(text, numbers)]
    assert msgspec.to_builtins(read_statistic(text)) == numbers


def test_a_ratio_and_its_p_are_two() -> None:
    texts = [text for text, _ in found("It fell (hazard ratio, 0.7; 95% CI, 0.5 to 0.9; P = .003).")]
    assert texts == ["hazard ratio, 0.7; 95% CI, 0.5 to 0.9", "P = .003"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("It fell (-41%; all).", -41.0), ("It rose (+59%).", 59.0), ("It was high – 41% or so.", 41.0)],
)
def test_a_percentage_has_its_sign_in_brackets_alone(text, value) -> None:
    ((_, numbers),) = found(text)
    assert numbers == {"measure": "percent", "value": value}


@pytest.mark.parametrize(
    "text", ["HR 72 and RR 16", "p53 = 3", "IL-2 (18 x 10(6) IU)", "Ser 473", "grade 3 or 4"]
)
def test_what_only_looks_like_one_is_none(text) -> None:
    assert found(text) == []
    assert read_statistic(text) is None


def test_the_list_names_what_the_vocabulary_has() -> None:
    assert {row[0] for row in read_rows("statistic_patterns.tsv")} - {"define"} == set(STATISTICS)
    assert {row[0] for row in read_rows("comparison_signs.tsv")} | {"="} == set(COMPARISONS)
