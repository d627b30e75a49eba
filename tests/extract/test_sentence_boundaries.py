"""Where sentences begin in plain text."""

from __future__ import annotations

import gzip
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.sentence_boundaries import sentence_starts
from claimgraph.settings import shared_folder


def split(text: str) -> list[str]:
    starts = sentence_starts(text)
    return [text[start:end].strip() for start, end in zip(starts, (*starts[1:], len(text)), strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "It was blocked by CsA.| The cells grew.",
        "A title without a full stop|\nThe abstract begins.",
        "A title\n|p53 is a protein.".replace("\n|", "|\n"),
        "It grew.| p53 was lost.| mRNA fell.| α-Actin rose.| c-jun was absent.| bcl-2 expression rose.",
        "Levels fell (P <. 05), e.g. in mice, i.e. Mus musculus, vs. Rattus (cf. Table 2).",
        "See Fig. 3 and No. 5 of approx. 20 plates by Smith et al. 1999.",
        "E. coli and S. aureus and Pseudomonas sp. strain 7 grew at 0.5 mg.| None died.",
        "It was seen by A. B. Miller and J. K. Rowe.| We agree.",
        "Patients with hepatitis C.| Cytokines were measured.| NF-kappa B.| Transfected cells died.",
        "We saw domains A and B.| Domain B binds.",
        "Some (see below. They differ. Really) were kept.| Others were not.",
        "1. Mice were fed.| 2. Rats were not.| 3. All grew.",
        "I. Mice were fed.| II. Rats were not.| No funding by P. E. Miller was seen.",
        "It took 24 hr.| Nuclear extracts were made at 5 p.m. in the U.S. laboratory.",
        'Does it work?| It does!| [3H]thymidine was used.| "Yes."| 12 patients left.',
        "We saw three things.| (i) It grew.| (ii) It shrank.",
        "It was done in mice.|The mice lived.|(ABSTRACT TRUNCATED AT 250 WORDS)",
        "The CF.| Because of it, SR.| Gel assays were run etc.| The end.",
        "This line was wrapped by a\nmail program and goes on.| Yes.",
        "RESULTS: It grew.| CONCLUSION: It grows.",
        "One line.|\n\nanother paragraph.",
    ],
)
def test_text_is_split_at_the_bars(text: str) -> None:
    assert split(text.replace("|", "")) == [part.strip() for part in text.split("|")]


def test_fixed_starts_always_begin_a_sentence() -> None:
    text = "a heading and its text"
    assert sentence_starts(text) == (0,)
    assert sentence_starts(text, fixed=(10, 0, 500)) == (0, 10)


def test_empty_text_has_no_sentence() -> None:
    assert sentence_starts("") == sentence_starts(" \n ") == ()


@given(st.text(alphabet='aAB1.?()[]\n "', max_size=60))
def test_starts_rise_and_stand_on_text(text: str) -> None:
    starts = sentence_starts(text)
    assert list(starts) == sorted(set(starts))
    assert all(not text[start].isspace() for start in starts)
    assert bool(starts) == bool(text.strip())


@pytest.mark.parametrize("text", ["." * 200_000, "a" + " " * 200_000 + "b", "\n" * 200_000, "(" * 200_000])
def test_long_runs_are_read_in_linear_time(text: str) -> None:
    begun = time.process_time()
    assert len(sentence_starts(text)) <= 2
    assert time.process_time() - begun < 5


@pytest.mark.shared
def test_genia_floor() -> None:
    path = shared_folder() / "corpora/parsing/genia-pos/dev.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    right = wrong = missed = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            gold = {start for start, _ in record["sentences"]}
            mine = set(sentence_starts(record["text"]))
            right += len(gold & mine)
            wrong += len(mine - gold)
            missed += len(gold - mine)
    assert 2 * right / (2 * right + wrong + missed) >= 0.99
