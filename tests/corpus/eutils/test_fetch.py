"""Downloads over the E-utilities' protocol: whole at the end, whatever the server does on the way."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from eutils_server import SLOW_SECONDS, EutilsServer, eutils_server
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimgraph.corpus.eutils import parts
from claimgraph.corpus.eutils.client import Access, Client, Patience
from claimgraph.corpus.eutils.fetch import Fetched, fetch
from claimgraph.corpus.eutils.parts import Parts, Wanted
from claimgraph.corpus.formats import read
from claimgraph.errors import RefusedRequest, RemoteError

PMIDS = [str(number) for number in range(99_000_001, 99_000_008)]
QUICK = Patience(
    requests_a_second=1e6, first_wait=0.001, longest_wait=0.002, tries=4, silence=SLOW_SECONDS / 2
)
STUBBORN = msgspec.structs.replace(QUICK, tries=12, tries_doubtful=12)
FAULTS = ("429", "429 0", "500", "502", "503", "504", "cut", "dropped", "half", "broken", "html", "slow")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[EutilsServer]:
    monkeypatch.setattr(parts, "BATCH", 3)
    with eutils_server(PMIDS) as made:
        yield made


def run(server: EutilsServer, output: Path, *, patience: Patience = QUICK, **asked: object) -> Fetched:
    asked = asked or {"query": "owls"}
    wanted = Wanted(base_url=server.url, **asked)  # type: ignore[arg-type]
    with Client(Access(base_url=server.url, api_key="secret"), patience=patience) as client:
        return fetch(wanted, output, client=client)


def pmids(output: Path) -> list[str | None]:
    return [document.source.pmid for document in read(output)]


def test_a_query_is_fetched_from_the_history_in_batches_and_reads_as_pubmed_xml(
    server: EutilsServer, tmp_path: Path
) -> None:
    output = tmp_path / "owls.xml.gz"
    assert run(server, output) == Fetched(citations=7, missing=[])
    assert pmids(output) == PMIDS
    assert [(asked["retstart"], asked["retmax"]) for asked in server.fetched()] == [
        ("0", "3"),
        ("3", "3"),
        ("6", "1"),
    ]
    assert all(asked["WebEnv"] and "id" not in asked for asked in server.fetched())
    assert {(asked["tool"], asked["api_key"]) for _, asked in server.asked} == {("claimgraph", "secret")}
    assert not Parts(output).folder.exists()


def test_a_list_is_fetched_by_id_and_what_is_not_there_is_told(server: EutilsServer, tmp_path: Path) -> None:
    wanted = ("99000005", "77", "99000001", "99000005", "99000002")
    output = tmp_path / "owls.xml"
    assert run(server, output, ids=wanted) == Fetched(citations=3, missing=["77"])
    assert pmids(output) == ["99000005", "99000001", "99000002"]
    assert [utility for utility, _ in server.asked].count("esearch") == 0


@pytest.mark.parametrize(
    ("fault", "at"),
    [*((fault, 2) for fault in FAULTS), *((fault, 0) for fault in FAULTS if fault != "broken")],
)
def test_a_fault_costs_nothing_but_another_try(
    server: EutilsServer, tmp_path: Path, fault: str, at: int
) -> None:
    server.faults = [""] * at + [fault]
    assert run(server, tmp_path / "owls.xml") == Fetched(citations=7, missing=[])
    assert pmids(tmp_path / "owls.xml") == PMIDS
    assert len(server.asked) == 5


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.lists(st.sampled_from(["", "", "500", "cut", "half", "broken", "few", "error"]), max_size=9))
def test_any_run_of_passing_faults_leaves_the_file_as_it_would_be_without(
    server: EutilsServer, tmp_path: Path, faults: list[str]
) -> None:
    whole, output = tmp_path / "whole.xml", tmp_path / "owls.xml"
    server.faults = []
    run(server, whole)
    server.faults = list(faults)
    run(server, output, patience=STUBBORN)
    assert output.read_bytes() == whole.read_bytes()


def test_a_batch_that_is_short_is_asked_for_what_it_lacks(server: EutilsServer, tmp_path: Path) -> None:
    server.faults = ["", "", "few"]
    assert run(server, tmp_path / "owls.xml") == Fetched(citations=7, missing=[])
    assert [asked["id"] for asked in server.fetched() if "id" in asked] == ["99000004"]
    assert pmids(tmp_path / "owls.xml") == PMIDS


def test_a_search_that_the_server_keeps_no_longer_is_fetched_by_id(
    server: EutilsServer, tmp_path: Path
) -> None:
    output = tmp_path / "owls.xml"
    server.faults = ["", ""] + ["500"] * QUICK.tries
    with pytest.raises(RemoteError, match="HTTP 500"):
        run(server, output)
    assert not output.exists()
    server.histories.clear()
    server.asked.clear()
    assert run(server, output) == Fetched(citations=7, missing=[])
    assert pmids(output) == PMIDS
    asked = server.fetched()
    assert [utility for utility, _ in server.asked].count("esearch") == 0, "the search is not made again"
    assert ["WebEnv" in one for one in asked] == [True, False, False], "asked of the history once, in vain"
    assert asked[1]["id"] == "99000004,99000005,99000006", "the first batch is there already"


def test_a_download_cut_off_anywhere_ends_as_one_that_was_not(server: EutilsServer, tmp_path: Path) -> None:
    run(server, tmp_path / "whole.xml.gz")
    output = tmp_path / "owls.xml.gz"
    for before in range(4):
        server.faults = [""] * before + ["500"] * QUICK.tries
        with pytest.raises(RemoteError):
            run(server, output)
        server.faults = []
        if before == 2:
            next(Parts(output).folder.glob("0*")).write_bytes(b"\x1f\x8bno gzip")  # and a disk that fails
            with pytest.raises(RemoteError, match="damaged"):
                run(server, output)
            assert not output.exists()
        run(server, output)
        assert output.read_bytes() == (tmp_path / "whole.xml.gz").read_bytes()
        output.unlink()


def test_an_unfinished_download_of_something_else_is_not_thrown_away(
    server: EutilsServer, tmp_path: Path
) -> None:
    server.faults = ["", ""] + ["500"] * QUICK.tries
    with pytest.raises(RemoteError):
        run(server, tmp_path / "owls.xml")
    with pytest.raises(RemoteError, match="unfinished download of the query 'owls'"):
        run(server, tmp_path / "owls.xml", query="mice")


def test_a_search_beyond_what_pubmed_gives_out_is_cut_by_ranges_of_pmids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "BATCH", 3)
    monkeypatch.setattr("claimgraph.corpus.eutils.search.MOST_OF_A_SEARCH", 4)
    scattered = [str(number) for number in (1, 2, 3, 500, 40_000_000, 40_000_001, 40_000_002, *range(60, 70))]
    with eutils_server(scattered, most=4) as server:
        assert run(server, tmp_path / "all.xml").citations == len(scattered)
        assert pmids(tmp_path / "all.xml") == sorted(scattered, key=int)
        assert run(server, tmp_path / "some.xml", query="owls", limit=6).citations == 6
        assert run(server, tmp_path / "few.xml", query="owls", limit=2).citations == 2
    assert pmids(tmp_path / "some.xml") == sorted(scattered, key=int)[:6]
    assert pmids(tmp_path / "few.xml") == scattered[:2]


def test_ranges_that_the_server_does_not_heed_are_an_error_and_no_short_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimgraph.corpus.eutils.search.MOST_OF_A_SEARCH", 4)
    monkeypatch.setattr("claimgraph.corpus.eutils.search._LAST_PMID", 9)
    with (
        eutils_server(PMIDS, most=4) as server,
        pytest.raises(RemoteError, match=r"7 citations fit, but .* only 0"),
    ):
        run(server, tmp_path / "owls.xml")


def test_what_the_server_asks_to_wait_is_waited(server: EutilsServer, tmp_path: Path) -> None:
    server.faults = ["429 1"]
    run(server, tmp_path / "owls.xml")
    assert server.times[1] - server.times[0] >= 1.0


def test_a_server_that_asks_to_wait_for_hours_is_left(server: EutilsServer, tmp_path: Path) -> None:
    server.faults = ["503 7200"]
    with pytest.raises(RemoteError, match="asks to wait 7,200 s"):
        run(server, tmp_path / "owls.xml")
    assert len(server.asked) == 1


def test_a_refusal_is_told_at_once_and_the_key_never(server: EutilsServer, tmp_path: Path) -> None:
    server.faults = ["400"]
    with pytest.raises(RefusedRequest, match=r"HTTP 400 Bad Request: .*rate limit") as caught:
        run(server, tmp_path / "owls.xml")
    assert len(server.asked) == 1
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(Access(base_url=server.url, api_key="secret"))


def test_an_answer_that_drips_or_never_ends_is_given_up(server: EutilsServer, tmp_path: Path) -> None:
    with pytest.raises(RemoteError, match="answer of more than 100 bytes"):
        run(server, tmp_path / "owls.xml", patience=msgspec.structs.replace(QUICK, max_answer_bytes=100))
    with pytest.raises(RemoteError, match="too slowly"):
        run(server, tmp_path / "owls.xml", patience=msgspec.structs.replace(QUICK, answer=-1.0))


def test_a_query_that_nothing_fits_is_an_error(server: EutilsServer, tmp_path: Path) -> None:
    with pytest.raises(RemoteError, match=r"no citation fits the query '\(nothing\)'"):
        run(server, tmp_path / "none.xml", query="(nothing)")
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there_is_soon_known(tmp_path: Path) -> None:
    with eutils_server([]) as gone:
        pass
    began = time.monotonic()
    with pytest.raises(RemoteError, match="can't be reached"):
        run(gone, tmp_path / "owls.xml")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(("key", "pace"), [(None, 1 / 3), ("made", 1 / 10)])
def test_no_more_is_asked_in_a_second_than_allowed(
    server: EutilsServer, tmp_path: Path, key: str | None, pace: float
) -> None:
    wanted = Wanted(base_url=server.url, query="owls")
    with Client(Access(base_url=server.url, api_key=key)) as client:
        fetch(wanted, tmp_path / "owls.xml", client=client)
    gaps = [later - sooner for sooner, later in zip(server.times, server.times[1:], strict=False)]
    assert len(gaps) == 3
    assert sum(gaps) / len(gaps) >= pace


def test_an_entity_bomb_is_no_answer(server: EutilsServer, tmp_path: Path) -> None:
    server.citations = {PMIDS[0]: "<!DOCTYPE a [<!ENTITY b 'c'>]>" + server.citations[PMIDS[0]]}
    with pytest.raises(RemoteError, match="entities"):
        run(server, tmp_path / "owls.xml", ids=(PMIDS[0],))


def test_parts_are_packed(server: EutilsServer, tmp_path: Path) -> None:
    server.faults = ["", ""] + ["500"] * QUICK.tries
    with pytest.raises(RemoteError):
        run(server, tmp_path / "owls.xml")
    (part,) = Parts(tmp_path / "owls.xml").folder.glob("0*.xml.gz")
    assert gzip.decompress(part.read_bytes()).count(b"</PubmedArticle>") == 3


def test_a_folder_of_anothers_files_is_left_alone(server: EutilsServer, tmp_path: Path) -> None:
    output = tmp_path / "owls.xml"
    notes = Parts(output).folder / "notes.txt"
    notes.parent.mkdir()
    notes.write_text("mine", encoding="utf-8")
    with pytest.raises(RemoteError, match="holds something else"):
        run(server, output)
    assert notes.read_text(encoding="utf-8") == "mine"
    assert not output.exists()
