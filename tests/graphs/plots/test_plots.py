"""Figures: what they show, the same bytes every time, and what they say where they can't be drawn."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import networkx as nx
import pytest
from lxml import etree

from claimgraph.errors import GraphFormatError, MissingExtra, QueryError, TrainingDataError, UnknownEntity
from claimgraph.extract.benchmark.calibrations import CalibrationFigure
from claimgraph.extract.benchmark.run import Benchmark, save_benchmark
from claimgraph.extract.scoring.calibration import calibration
from claimgraph.extract.store import ClaimStore
from claimgraph.graphs.plots.figure import written_figure
from claimgraph.graphs.plots.neighbourhood import plot_neighbourhood
from claimgraph.graphs.plots.reliability import plot_reliability, saved_calibrations
from claimgraph.graphs.plots.years import count_years, plot_years

matplotlib = pytest.importorskip("matplotlib", reason="the extra 'plots' is not installed")

SVG = "{http://www.w3.org/2000/svg}"


def texts_of(path: Path) -> list[str]:
    """The texts of a figure."""
    return ["".join(one.itertext()).strip() for one in etree.parse(path).iter(f"{SVG}text")]


def neighbourhood_of_il2(store: ClaimStore, path: Path) -> None:
    plot_neighbourhood(store, path, about="IL-2", depth=2)


def years_of_all(store: ClaimStore, path: Path) -> None:
    plot_years(store, path)


@pytest.mark.parametrize("draw", [neighbourhood_of_il2, years_of_all])
def test_the_same_store_makes_the_same_bytes(
    store: ClaimStore, tmp_path: Path, draw: Callable[[ClaimStore, Path], None]
) -> None:
    for ending in ("svg", "png"):
        one, other = tmp_path / f"one.{ending}", tmp_path / f"other.{ending}"
        draw(store, one)
        draw(store, other)
        assert one.read_bytes() == other.read_bytes()
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")
    text = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert etree.fromstring(text.encode()).tag == f"{SVG}svg"
    assert "dc:date" not in text


def test_a_neighbourhood_shows_the_entity_its_neighbours_and_denials(
    store: ClaimStore, tmp_path: Path
) -> None:
    assert plot_neighbourhood(store, tmp_path / "il2.svg", about="interleukin-2") == 5
    texts = texts_of(tmp_path / "il2.svg")
    assert {"IL2", "melanoma", "renal cell", "carcinoma", "Hypotension", "raises", "treats", "denied"} <= set(
        texts
    )
    assert "TGFB" not in texts
    assert "stroke-dasharray" in (tmp_path / "il2.svg").read_text(encoding="utf-8")


def test_a_neighbourhood_is_bounded(store: ClaimStore, tmp_path: Path) -> None:
    plot_neighbourhood(store, tmp_path / "few.svg", about="IL-2", nodes=2)
    texts = texts_of(tmp_path / "few.svg")
    assert "IL2" in texts
    assert sum(name in texts for name in ("melanoma", "Hypotension", "renal cell")) == 1


def test_names_are_no_formulas_and_no_markup(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", name="$\\frac{1}$", type="Chemical", n_claims=1)
    graph.add_node("b", name="<b>--></b> 日本\x00\ud800", type="nonsense", n_claims=1)
    graph.add_edge("a", "b", key="e1", predicate="unheard of", polarity="negated", belief=0.5)
    assert plot_neighbourhood(graph, tmp_path / "odd.svg", about="a") == 1
    assert "$\\frac{1}$" in texts_of(tmp_path / "odd.svg")


def test_years_count_claims_and_denials(store: ClaimStore) -> None:
    counts = count_years(store)
    assert (counts.affirmed, counts.denied) == ({2021: 4, None: 4}, {None: 1})
    assert (counts.undated, counts.years) == (5, [2021])
    of_one = count_years(store, about="compound X9")
    assert (dict(of_one.affirmed), dict(of_one.denied)) == ({2021: 1}, {})


def test_years_of_nothing_are_not_drawn(store: ClaimStore, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no claim has a year"):
        plot_years(store, tmp_path / "none.svg", about="TGFB")
    with pytest.raises(UnknownEntity):
        plot_years(store, tmp_path / "none.svg", about="nobody")
    assert list(tmp_path.iterdir()) == []


def figure(corpus: str, way: str, label: str = "all") -> CalibrationFigure:
    answers = calibration([(0.95, True), (0.95, True), (0.25, False), (0.85, True)])
    return CalibrationFigure(
        task="relations", corpus=corpus, part="dev", way=way, label=label, calibration=answers
    )


def test_reliability_is_drawn_from_saved_figures(tmp_path: Path) -> None:
    saved = Benchmark(
        pipeline="p",
        version="1",
        calibrations=(figure("all", "text"), figure("all", "gold-mentions"), figure("x", "text")),
    )
    save_benchmark(tmp_path / "figures.json", saved)
    read = saved_calibrations(tmp_path / "figures.json")
    assert read == saved.calibrations
    assert plot_reliability(read, tmp_path / "all.svg") == 2
    texts = texts_of(tmp_path / "all.svg")
    assert "Claims, from raw text" in texts
    assert "Identifiers of gold mentions" in texts
    assert "all: n 4, error 12.5 %" in texts
    assert plot_reliability(read, tmp_path / "x.svg", corpus="x") == 1
    with pytest.raises(TrainingDataError, match="no calibration on 'y'; there is that on all, x"):
        plot_reliability(read, tmp_path / "y.svg", corpus="y")


@pytest.mark.parametrize(
    "content", [b"[]", b"{", b'{"calibrations": []}', msgspec.json.encode({"calibrations": [1]})]
)
def test_other_files_are_no_figures(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.json").write_bytes(content)
    with pytest.raises(TrainingDataError, match=r"other\.json"):
        saved_calibrations(tmp_path / "other.json")


def test_other_endings_are_refused(store: ClaimStore, tmp_path: Path) -> None:
    with pytest.raises(GraphFormatError, match=r"\.svg or \.png"):
        plot_years(store, tmp_path / "years.pdf")


def test_a_figure_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), written_figure(tmp_path / "x.svg", width=1, height=1):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_without_matplotlib_the_extra_is_named(
    store: ClaimStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(
        MissingExtra, match=r"drawing plots needs an extra: pip install 'claimgraph\[plots\]'"
    ):
        plot_years(store, tmp_path / "years.svg")


def test_the_command_draws_and_says_how_much(store: ClaimStore, tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    program = (
        "import sys; from claim_samples import review, trial; from claimgraph import ClaimStore\n"
        "with ClaimStore.open(sys.argv[1], mode='write') as store: store.insert([review(), trial()])"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", program, str(path)], env=environment, check=True)

    def command(*arguments: object) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "claimgraph", "plot", *map(str, arguments)]
        return subprocess.run(line, env=environment, capture_output=True, text=True, check=False)

    drawn = command("neighbourhood", path, tmp_path / "il2.svg", "--entity", "IL-2")
    assert (drawn.returncode, drawn.stderr) == (0, f"{tmp_path / 'il2.svg'}: 5 distinct claims drawn\n")
    drawn = command("years", path, tmp_path / "years.png")
    assert (drawn.returncode, drawn.stderr) == (
        0,
        f"{tmp_path / 'years.png'}: 4 claims, 5 more without a year\n",
    )
    assert command("years", path, path).returncode == 2
    assert command("neighbourhood", path, tmp_path / "x.svg", "--entity", "nobody").returncode == 1
