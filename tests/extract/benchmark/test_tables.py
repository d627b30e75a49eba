"""The tables of docs/benchmarks.md."""

from __future__ import annotations

from pathlib import Path

import msgspec

from claimgraph.extract.benchmark.figures import Figure
from claimgraph.extract.benchmark.memory import MemoryFigure
from claimgraph.extract.benchmark.questions import ALL_TASKS
from claimgraph.extract.benchmark.run import Benchmark
from claimgraph.extract.benchmark.speed import SpeedFigure
from claimgraph.extract.benchmark.tables import references, task_tables, write_card, write_tables
from claimgraph.extract.scoring.counts import Counts, score


def benchmark(tp: int) -> Benchmark:
    figure = Figure(
        task="ner",
        corpus="bc5cdr",
        part="dev",
        answered="joint entity types",
        label="all",
        score=score([Counts(tp, 1, 1)] * 4),
    )
    speed = SpeedFigure(
        system="claimgraph extract",
        documents=11,
        start_cpu=2.0,
        start_wall=2.5,
        whole_cpu=3.0,
        whole_wall=3.5,
        peak_mb=200.4,
    )
    return Benchmark(pipeline="en_test", version="1.0", figures=(figure,), speed=(speed,))


def test_tables_are_replaced_and_the_words_around_them_stay(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text(
        "# Figures\n\nHow.\n\n<!-- begin of figures: ner -->\nearlier\n<!-- end of figures: ner -->\n\nWhy.\n"
    )
    write_tables(page, benchmark(3))
    once = page.read_text(encoding="utf-8")
    assert "earlier" not in once
    assert (
        once.index("How.")
        < once.index("| all | 75.00 | 75.00 | 75.00 | 75.0–75.0 | 16 | 16 |")
        < once.index("Why.")
    )
    write_tables(page, benchmark(3))
    assert page.read_text(encoding="utf-8") == once
    write_tables(page, benchmark(9))
    assert "| all | 90.00 |" in page.read_text(encoding="utf-8")
    assert "75.00" not in page.read_text(encoding="utf-8")


def test_a_page_without_marks_gets_them(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    write_tables(page, benchmark(3))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Benchmarks")
    assert "## speed" in text
    assert "## parsing" not in text
    # start 2.0 s, then 0.1 s a document
    assert "| claimgraph extract | 101.9 | 2.00 | 2.50 | 200 |" in text


def test_a_model_card_gets_the_sums(tmp_path: Path) -> None:
    card = tmp_path / "README.md"
    card.write_text(
        "# Card\n\n<!-- begin of figures: scores -->\n<!-- end of figures: scores -->\n\n## Limits\n"
    )
    write_card(card, benchmark(3))
    text = card.read_text(encoding="utf-8")
    assert "| ner | bc5cdr, dev | joint entity types | 75.00 | 75.0–75.0 |" in text
    assert text.endswith("<!-- end of figures: scores -->\n\n## Limits\n")


def test_figures_of_others_stand_below_ours() -> None:
    table = task_tables(benchmark(3), "ner")
    assert table.index("bc5cdr, dev part") < table.index("Others:") < table.index("scispaCy en_ner_bc5cdr_md")


def test_a_row_a_corpus_and_their_mean() -> None:
    figures = tuple(
        Figure(
            task="cross-corpus",
            corpus=corpus,
            part=part,
            answered="trained without it",
            label=label,
            score=score([Counts(tp, 1, 1)] * 4),
        )
        for corpus, part, tp in (("craft", "dev", 3), ("s800", "train", 1))
        for label in ("Organism", "all")
    )
    table = task_tables(Benchmark(pipeline="en_test", version="1.0", figures=figures), "cross-corpus")
    lines = table.splitlines()
    assert lines[2:5] == [
        "| craft, dev part | trained without it | 4 | 75.00 | 75.00 | 75.00 | 75.0–75.0 | 16 | 16 |",
        "| s800, train part | trained without it | 4 | 50.00 | 50.00 | 50.00 | 50.0–50.0 | 8 | 8 |",
        "| mean of 2 corpora |  |  |  |  | 62.50 |  |  |  |",
    ]
    assert "HunFlair2" in table


def test_memory_over_a_long_run(tmp_path: Path) -> None:
    figure = MemoryFigure(
        documents=1200,
        failures=0,
        texts={"abstracts": 1200},
        cpu=80.0,
        wall=90.4,
        peak_mb=420.6,
        worker_peak_mb=400.2,
        tenths=(300.1, *[420.6] * 9),
        processes=(),
    )
    page = tmp_path / "benchmarks.md"
    write_tables(page, Benchmark(pipeline="en_test", version="1.0", memory=figure))
    lines = page.read_text(encoding="utf-8").splitlines()
    begin = lines.index("<!-- begin of figures: memory -->")
    assert lines[begin + 3] == "| 1,200 | 80 | 90 | 15.0 | 421 | 400 |"
    assert lines[begin + 5] == "| tenth of the run | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 |"
    assert lines[begin + 7] == "| peak MB | 300 | 421 | 421 | 421 | 421 | 421 | 421 | 421 | 421 | 421 |"
    failed = Benchmark(pipeline="en", version="", memory=msgspec.structs.replace(figure, failures=3))
    assert "| 1,200 (3 failed) | 80 | 90 | 15.0 |" in task_tables(failed, "memory")


def test_each_reference_belongs_to_a_task() -> None:
    assert {one.task for one in references()} <= set(ALL_TASKS)
    assert {one.basis for one in references()} <= {"measured", "measured elsewhere", "published"}
