"""The command line: what it writes, what it says, with which exit code it ends."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from claim_samples import review, trial

from claimgraph import __version__
from claimgraph.cli import main
from claimgraph.commands.options import Format
from claimgraph.corpus.formats import READERS
from claimgraph.extract.record_files import read_records
from claimgraph.extract.store import ClaimStore
from claimgraph.extract.store_ledger import Failure
from claimgraph.graphs.formats.catalog import FORMATS
from claimgraph.graphs.formats.graphml_read import read_graphml

LEXICON_ALONE = ("--pipeline", "blank:en")  # finds the lexicon's terms, without trained weights


class Said(msgspec.Struct, frozen=True):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run the command line in this process, as its entry point does."""

    def run(*arguments: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["claimgraph", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        said = capfd.readouterr()
        return Said(int(end.value.code or 0), said.out, said.err)

    return run


def in_own_process(
    *arguments: object, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-m", "claimgraph", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=os.environ | paths | environment,
        check=False,
    )


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Five short texts as JSON lines, the third of which is broken."""
    path = tmp_path / "notes.jsonl"
    texts = [
        "IL-2 was given against melanoma.",
        "Regulatory T cells secrete TGF-beta.",
        None,
        "Fever is common.",
        "Nothing of note.",
    ]
    lines = [
        "{broken" if text is None else json.dumps({"id": f"N:{n}", "text": text})
        for n, text in enumerate(texts)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with the claims of two hand-made records."""
    path = tmp_path / "claims.db"
    with ClaimStore.open(path, mode="write") as claims:
        claims.insert([trial(), review()], pipeline="by hand 1")
    return path


# Help and mistakes


def test_version(command: Command) -> None:
    assert command("--version") == Said(0, f"claimgraph {__version__}\n", "")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "extract",
        "show",
        "explain",
        "export",
        "import",
        "query",
        "train",
        "train recognition",
        "lexicon",
        "lexicon build",
        "benchmark",
        "measure-belief",
        "withdraw",
    ],
)
def test_every_command_has_help_with_an_example(command: Command, path: str) -> None:
    said = command(*path.split(), "--help")
    assert said.code == 0
    if path not in {"lexicon", "train"}:  # these only hold other commands
        assert f"claimgraph {path}".strip() in said.out.split("Usage:")[1].split("\n", 1)[1]


def test_help_takes_less_than_half_a_second_of_cpu() -> None:
    resource = pytest.importorskip("resource", reason="measures with getrusage")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert in_own_process("--help").returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


def test_the_help_names_every_format() -> None:
    (option,) = Format.__metadata__  # type: ignore[attr-defined]
    assert [name for name in READERS if name not in option.help] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "notes.jsonl"),
        ("extract", "notes.jsonl", "--output", "a", "--store", "b"),
        ("extract", "notes.jsonl", "--output", "a", "--format", "papyrus"),
        ("extract", "notes.jsonl", "--output", "a", "--field", "text"),
        ("extract", "notes.jsonl", "--output", "a", "--field", "sound=body"),
        ("extract", "notes.jsonl", "--output", "a", "--workers", "-1"),
        ("extract", "notes.jsonl", "--output", "a", "--reread"),
        ("extract",),
        ("extract", "notes.jsonl", "--output", "a"),  # there is none
        ("query", "claims.db", "relations", "IL-2", "--role", "bystander"),
        ("query", "claims.db", "relations", "IL-2", "--predicate", "adores"),
        ("query", "claims.db", "relations", "IL-2", "--polarity", "no"),
        ("query", "claims.db", "relations", "IL-2", "--aspect", "colour"),
        ("query", "claims.db", "relations", "IL-2", "--direction", "up"),
        ("query", "claims.db", "relations", "IL-2", "--certainty", "sure"),
        ("query", "claims.db", "paths", "IL-2", "fever", "--predicate", "adores"),
        ("export", "claims.db", "claims.csv"),
        ("export", "claims.graphml", "claims.graphml"),
        ("train", "--pipeline", "none_such"),
        ("lexicon", "build", "work", "--tier", "bogus"),
        ("conjure",),
    ],
)
def test_a_wrong_call_ends_with_two_and_says_why(command: Command, arguments: tuple[str, ...]) -> None:
    said = command(*arguments)
    assert said.code == 2
    assert "Error: " in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("export", "none.db", "graph.graphml"), "none.db: no such claim store"),
        (("query", "none.db", "relations", "IL-2"), "none.db: no such claim store"),
        (("show", "none.txt"), "none.txt"),
        (("extract", "-", "--output", "a.jsonl", "--pipeline", "none_such"), "none_such"),
    ],
)
def test_an_error_is_one_line_and_ends_with_one(
    command: Command, arguments: tuple[str, ...], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = command(*arguments)
    assert said.code == 1
    assert said.err.startswith("claimgraph: ")
    assert said.err.count("\n") == 1
    assert reason in said.err
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"


# extract


def test_extract_writes_a_record_for_each_text_and_lists_what_failed(
    command: Command, notes: Path, tmp_path: Path
) -> None:
    output = tmp_path / "claims.jsonl.gz"
    said = command("extract", notes, "--output", output, *LEXICON_ALONE)
    assert said.code == 3
    assert said.out == ""
    records = list(read_records(output))
    assert [record.id for record in records] == ["N:0", "N:1", "N:3", "N:4"]
    found = {(entity.text, entity.id) for record in records for entity in record.entities}
    assert ("melanoma", "MONDO:0005105") in found
    (failure,) = (tmp_path / "claims.jsonl.gz.failures.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(failure)["source"] == str(notes)
    assert json.loads(failure)["line"] == 3
    assert "notes.jsonl, line 3, record 3: " in said.err
    assert "4 documents" in said.err
    assert "1 failure (listed in" in said.err


def test_a_later_run_without_failures_takes_the_list_away(
    command: Command, notes: Path, tmp_path: Path
) -> None:
    output = tmp_path / "claims.jsonl"
    assert command("extract", notes, "-o", output, *LEXICON_ALONE).code == 3
    notes.write_text('{"id": "N:9", "text": "Fever."}\n', encoding="utf-8")
    assert command("extract", notes, "-o", output, *LEXICON_ALONE).code == 0
    assert not (tmp_path / "claims.failures.jsonl").exists()
    assert [record.id for record in read_records(output)] == ["N:9"]


def test_one_worker_and_two_write_the_same_bytes(command: Command, tmp_path: Path) -> None:
    source = tmp_path / "many.txt"
    source.write_text(
        "".join(f"Text {n}: IL-{n} in melanoma and fever.\n" for n in range(80)), encoding="utf-8"
    )
    outputs = []
    for workers in (1, 2):
        output = tmp_path / f"claims-{workers}.jsonl.gz"
        arguments = ("--lines", "--workers", workers, "--output", output)
        assert command("extract", source, *arguments, *LEXICON_ALONE).code == 0
        outputs.append(output.read_bytes())
    assert gzip.decompress(outputs[0]).count(b"\n") == 80
    assert outputs[0] == outputs[1]


def test_extract_reads_standard_input_and_writes_standard_output() -> None:
    text = gzip.compress(b'{"key": 7, "body": "IL-2 in melanoma."}\n')
    fields = ("--field", "text=body", "--field", "id=key")
    done = in_own_process("extract", "-", "-o", "-", "--quiet", *fields, *LEXICON_ALONE, stdin=text)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert json.loads(done.stdout)["text"] == "IL-2 in melanoma."


def test_a_failed_run_leaves_the_earlier_output_alone(command: Command, notes: Path, tmp_path: Path) -> None:
    output = tmp_path / "claims.jsonl"
    output.write_text("earlier\n", encoding="utf-8")
    assert command("extract", notes, "-o", output, "--pipeline", "none_such").code == 1
    assert output.read_text(encoding="utf-8") == "earlier\n"


def test_what_is_read_is_never_written(command: Command, notes: Path, tmp_path: Path) -> None:
    link, listed = tmp_path / "link.jsonl", tmp_path / "out.failures.jsonl"
    link.symlink_to(notes)
    listed.write_text(notes.read_text(encoding="utf-8"), encoding="utf-8")
    for source, option, written in (
        (notes, "--output", notes),
        (notes, "--output", link),
        (notes, "--store", notes),
        (listed, "--output", tmp_path / "out.jsonl"),
    ):
        before = source.read_bytes()
        said = command("extract", source, option, written, *LEXICON_ALONE)
        assert said.code == 2
        assert "is both read and written" in said.err
        assert source.read_bytes() == before


def test_a_source_that_is_not_there_leaves_the_earlier_output(
    command: Command, notes: Path, tmp_path: Path
) -> None:
    output = tmp_path / "claims.jsonl"
    output.write_text("earlier\n", encoding="utf-8")
    said = command("extract", notes, tmp_path / "note.jsonl", "-o", output, *LEXICON_ALONE)
    assert said.code == 2
    assert "note.jsonl: there is no such file" in said.err
    empty = tmp_path / "empty"
    empty.mkdir()
    for source in (empty, tmp_path / "none*.txt"):
        assert command("extract", source, "-o", output, *LEXICON_ALONE).code == 1
        assert command("extract", source, "--store", tmp_path / "s.db", *LEXICON_ALONE).code == 1
    assert output.read_text(encoding="utf-8") == "earlier\n"


def test_a_run_does_not_read_what_it_writes(command: Command, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("IL-2 in melanoma.\n", encoding="utf-8")
    for option, name in (("-o", "out.jsonl"), ("--store", "claims.db")):
        for _ in range(2):
            said = command("extract", tmp_path, option, tmp_path / name, *LEXICON_ALONE)
            assert said.code == 0, said.err
        (tmp_path / "out.jsonl").unlink(missing_ok=True)


def test_a_pipe_is_read_once_on_a_terminal_too(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich then takes standard error for a terminal
    pipe, output = tmp_path / "pipe", tmp_path / "out.jsonl"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"printf 'IL-2 in melanoma.' > {pipe}"]):
        assert command("extract", pipe, "-o", output, *LEXICON_ALONE).code == 0
    assert [record.text for record in read_records(output)] == ["IL-2 in melanoma."]


def test_an_interrupted_run_says_that_it_can_be_taken_up(
    command: Command, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("claimgraph.extract.run.extract_to_store", interrupted)
    said = command("extract", notes, "--store", tmp_path / "s.db")
    assert said.code == 130
    assert said.err.startswith("claimgraph: stopped; the same command takes")


def test_a_store_skips_what_it_has_and_reads_what_changed(
    command: Command, notes: Path, tmp_path: Path
) -> None:
    path = tmp_path / "claims.db"
    first = command("extract", notes, "--store", path, *LEXICON_ALONE)
    assert first.code == 3
    assert "1 failure (listed in" in first.err
    with ClaimStore.open(path) as store:
        assert len(list(store.documents())) == 4
        assert [failure.source for failure in store.failures()] == [str(notes)]

    repaired = notes.read_text(encoding="utf-8").replace("{broken", '{"id": "N:2", "text": "Whole again."}')
    notes.write_text(repaired.replace("Fever is common", "Fever is rare"), encoding="utf-8")
    second = command("extract", notes, "--store", path, *LEXICON_ALONE)
    assert second.code == 0
    assert "2 documents" in second.err
    assert "3 skipped" in second.err
    with ClaimStore.open(path) as store:
        assert len(list(store.documents())) == 5
        assert store.failures() == []


def pubmed(*articles: str) -> str:
    return f'<?xml version="1.0"?>\n<PubmedArticleSet>{"".join(articles)}</PubmedArticleSet>\n'


def article(pmid: int, *, kind: str = "") -> str:
    types = f"<PublicationTypeList>{kind}</PublicationTypeList>" if kind else ""
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article>'
        "<Journal><Title>J Invented Immunol</Title></Journal><ArticleTitle>IL-2 in melanoma</ArticleTitle>"
        f"<Abstract><AbstractText>We gave IL-2 {pmid} times.</AbstractText></Abstract>{types}"
        "</Article></MedlineCitation></PubmedArticle>"
    )


def test_an_update_withdraws_what_was_deleted_or_retracted(command: Command, tmp_path: Path) -> None:
    source, path = tmp_path / "citations.xml", tmp_path / "claims.db"
    source.write_text(pubmed(article(1), article(2), article(3)), encoding="utf-8")
    assert command("extract", source, "--store", path, *LEXICON_ALONE).code == 0
    retracted = article(2, kind='<PublicationType UI="D016441">Retracted Publication</PublicationType>')
    deleted = '<DeleteCitation><PMID Version="1">1</PMID></DeleteCitation>'
    source.write_text(pubmed(retracted, article(3), deleted), encoding="utf-8")
    said = command("extract", source, "--store", path, *LEXICON_ALONE)
    assert said.code == 0
    assert "2 skipped" in said.err
    assert "2 withdrawn" in said.err
    again = command("extract", source, "--store", path, *LEXICON_ALONE)
    assert again.code == 0
    assert "withdrawn" not in again.err
    with ClaimStore.open(path) as store:
        assert {found.id: found.withdrawn for found in store.documents()} == {
            "PMID:1": True,
            "PMID:2": True,
            "PMID:3": False,
        }


def test_a_corrected_record_arrives_without_its_text_being_read_again(
    command: Command, tmp_path: Path
) -> None:
    source, path = tmp_path / "citations.xml", tmp_path / "claims.db"
    source.write_text(pubmed(article(1), article(2)), encoding="utf-8")
    assert command("extract", source, "--store", path, *LEXICON_ALONE).code == 0
    corrected = article(2).replace("J Invented Immunol", "J Renamed Immunol")
    source.write_text(pubmed(article(1), corrected), encoding="utf-8")
    assert "0 documents" in command("extract", source, "--store", path, *LEXICON_ALONE).err
    with ClaimStore.open(path) as store:
        assert [found.source.journal for found in store.documents()] == [
            "J Invented Immunol",
            "J Renamed Immunol",
        ]


def test_status_tells_what_is_done_and_merge_puts_stores_together(
    command: Command, notes: Path, tmp_path: Path
) -> None:
    path, merged = tmp_path / "claims.db", tmp_path / "merged.db"
    log = tmp_path / "run.jsonl"
    said = command("extract", notes, "--store", path, "--log", log, "--profile", *LEXICON_ALONE)
    assert said.code == 3
    assert "ms/document" in said.err
    assert "lexicon_marks" in said.err
    assert json.loads(log.read_text(encoding="utf-8").splitlines()[-1])["documents"] == 4
    status = command("status", path)
    assert status.code == 0
    assert "files: 1 done" in status.out
    assert "failures: malformed record 1" in status.out
    assert json.loads(command("status", path, "--json").out)["counts"]["documents"] == 4
    again = command("extract", notes, "--store", path, *LEXICON_ALONE)
    assert again.code == 3
    assert "--retry-failed tries again" in again.err
    put = command("merge", path, path, "-o", merged)
    assert (put.code, put.err) == (0, f"{merged}: 4 documents, 0 claims, 4 in more than one store\n")
    assert "files: 1 done" in command("status", merged).out
    assert command("merge", path, "-o", merged).code == 1


def test_another_pipeline_leaves_files_as_they_are_and_says_so(
    command: Command, notes: Path, tmp_path: Path
) -> None:
    path, terms = tmp_path / "claims.db", tmp_path / "terms.tsv"
    terms.write_text("id\tname\ttype\nLAB:1\tzorblin\tChemical\n", encoding="utf-8")
    command("extract", notes, "--store", path, *LEXICON_ALONE)
    said = command("extract", notes, "--store", path, "--lexicon", terms, *LEXICON_ALONE)
    assert "1 file has been read by another pipeline; --reread reads them again" in said.err
    said = command("extract", notes, "--store", path, "--lexicon", terms, "--reread", *LEXICON_ALONE)
    assert said.err.count("another pipeline") == 0
    assert "4 documents" in said.err


# show


def test_show_prints_plain_text_where_there_is_no_terminal(command: Command, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Tregs were counted in patients with melanoma. \x1b[31m Red.\n", encoding="utf-8")
    said = command("show", text, *LEXICON_ALONE)
    assert said.code == 0
    assert "\x1b" not in said.out
    assert "MONDO:0005105" in said.out
    assert "0 claims" in said.out


def test_show_colours_on_demand(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Tregs were counted in patients with melanoma.\n", encoding="utf-8")
    done = in_own_process("show", text, *LEXICON_ALONE, FORCE_COLOR="1", TERM="xterm-256color")
    assert done.returncode == 0, done.stderr
    assert b"\x1b[" in done.stdout


@pytest.mark.model
def test_show_prints_claims_with_their_sentences(command: Command, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    sentence = "In mice, dexamethasone inhibits the secretion of IL-6."
    text.write_text(f"{sentence} The weather was fine.\n", encoding="utf-8")
    said = command("show", text)
    claims = said.out[said.out.index(" claim") :]
    assert "dexamethasone  decreases  IL-6" in claims
    assert sentence in claims
    assert "weather" not in claims


def test_show_prints_what_it_can_read_and_tells_the_rest(command: Command, notes: Path) -> None:
    said = command("show", notes, "--limit", 9, *LEXICON_ALONE)
    assert said.code == 3
    assert [name for name in ("N:0", "N:1", "N:3", "N:4") if name not in said.out] == []
    assert said.err.startswith(f"claimgraph: {notes}, line 3")


@pytest.mark.model
def test_the_example_of_show_has_a_claim(command: Command, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(command("show", "--help").out.split('echo "')[1].split('"')[0], encoding="utf-8")
    assert "IL-2  causes  hypotension" in command("show", text).out


# query and export


def test_a_store_tells_its_documents_and_failures(command: Command, store: Path) -> None:
    assert command("query", store, "failures").out == "nothing failed\n"
    with ClaimStore.open(store, mode="write") as claims:
        claims.record_failure(Failure("a.xml", "7", "broken", line=31))
        claims.withdraw("PMID:2")
    assert command("query", store, "failures").out == "a.xml, line 31, record 7: broken\n"
    assert json.loads(command("query", store, "failures", "--json").out)["line"] == 31
    listed = command("query", store, "documents").out.splitlines()
    assert listed == ["PMID:1  (4 claims; Invented Letters 2021)  A trial of IL-2", "PMID:2  (withdrawn)"]
    plain = [json.loads(line) for line in command("query", store, "documents", "--json").out.splitlines()]
    assert [document["withdrawn"] for document in plain] == [False, True]


def test_explain_takes_a_key_that_query_shows(command: Command, store: Path) -> None:
    said = command("query", store, "relations", "compound X9", "--keys")
    key = said.out.splitlines()[-1].split()[0]
    told = command("explain", store, key[:8], *LEXICON_ALONE)
    assert told.code == 0
    assert told.out.startswith(f"{key}  ")
    assert "[compound X9]" in told.out
    assert "reading it again did not make this claim" in told.out
    as_json = json.loads(command("explain", store, key, *LEXICON_ALONE, "--json").out)
    assert (as_json["claim"]["key"], as_json["whole"], as_json["pipeline"]) == (key, False, "by hand 1")


def test_explain_names_a_key_that_it_does_not_know(command: Command, store: Path) -> None:
    said = command("explain", store, "abc")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("claimgraph: no claim of the key 'abc' in this store")


def test_a_question_before_the_store_is_put_right(command: Command, store: Path) -> None:
    said = command("query", "relations", store, "IL-2")
    assert said.code == 2
    assert "the store comes first" in said.err


def test_evidence_tells_for_whom_it_holds(command: Command, store: Path) -> None:
    said = command("query", store, "relations", "compound X9")
    assert "(certain, finding; disease: melanoma)" in said.out
    (answer,) = command("query", store, "relations", "compound X9", "--json").out.splitlines()
    (evidence,) = json.loads(answer)["evidence"]
    assert evidence["context"] == [
        {
            "role": "disease",
            "text": "melanoma",
            "id": "MONDO:0005105",
            "start": 160,
            "end": 168,
            "name": "melanoma",
            "type": "Disease",
        }
    ]
    assert (evidence["journal"], evidence["year"]) == ("Invented Letters", 2021)


def test_withdrawn_documents_no_longer_answer(command: Command, store: Path, tmp_path: Path) -> None:
    said = command("withdraw", store, "PMID:2", "99", "https://doi.org/10.9999/X")
    assert said.out.splitlines() == [
        "PMID:2: 5 claims withdrawn",
        "PMID:99: not in the store, and stays out",
        "DOI:10.9999/x: not in the store, and stays out",
    ]
    assert "PMID:2  (withdrawn)" in command("query", store, "documents").out
    assert command("query", store, "relations", "Tregs").code == 1
    typing_error = command("withdraw", store, "PMID:1", "notes")
    assert typing_error.code == 2
    assert "notes: no document of the store" in typing_error.err
    assert "PMID:1  (4 claims" in command("query", store, "documents").out
    missing = command("withdraw", tmp_path / "none.db", "PMID:2")
    assert (missing.code, (tmp_path / "none.db").exists()) == (1, False)


def test_conflicts_show_both_sides_and_what_differs(command: Command, store: Path) -> None:
    said = command("query", store, "conflicts", "IL-2").out.splitlines()
    assert said[:4] == [
        "1. IL2 – renal cell carcinoma  (conflict 0.56)",
        "   for     strength 0.70, 1 claim in 1 document, 2021",
        "     IL2  treats  renal cell carcinoma  (belief 0.32)",
        "         PMID:1  We gave IL-2 against melanoma and renal cell carcinoma.  (certain, finding)",
    ]
    assert said[4] == "   against strength 0.80, 1 claim in 1 document"
    assert command("query", store, "conflicts", "Tregs").out == "nothing is claimed both ways\n"
    (answer,) = command("query", store, "conflicts", "--json").out.splitlines()
    assert json.loads(answer)["for"]["relations"][0]["evidence"][0]["document"] == "PMID:1"


def test_export_never_writes_over_the_store(command: Command, store: Path) -> None:
    before = store.read_bytes()
    for output in (store, Path(f"{store}-wal")):
        said = command("export", store, output)
        assert said.code == 2
        assert "is the store itself" in said.err
    assert store.read_bytes() == before


def test_export_writes_standard_output(command: Command, store: Path, tmp_path: Path) -> None:
    assert command("export", store, tmp_path / "graph.graphml").code == 0
    written = (tmp_path / "graph.graphml").read_text(encoding="utf-8")
    assert command("export", store, "-").out == written
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.db", "graph.graphml"]


def test_relations_are_found_by_name_synonym_and_identifier(command: Command, store: Path) -> None:
    by_name = command("query", store, "relations", "IL-2", "--with", "melanoma")
    assert by_name.code == 0
    assert "treats" in by_name.out
    assert "We gave IL-2 against melanoma and renal cell carcinoma." in by_name.out
    assert command("query", store, "relations", "interleukin-2", "--with", "melanoma").out == by_name.out
    assert command("query", store, "relations", "HGNC:6001", "--with", "MESH:D008545").out == by_name.out


def test_relations_are_filtered(command: Command, store: Path) -> None:
    said = command("query", store, "relations", "IL-2", "--polarity", "negated")
    assert "not: treats" in said.out
    assert "IL-2 did not help renal cell carcinoma." in said.out
    assert "melanoma." not in said.out
    assert "nothing is claimed" in command("query", store, "relations", "IL-2", "--predicate", "binds").out


def test_relations_as_json_hold_everything(command: Command, store: Path) -> None:
    said = command("query", store, "relations", "IL-2", "--predicate", "treats", "--json")
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert {answer["object"]["id"] for answer in answers} == {"MONDO:0005105", "MONDO:0005086"}
    for answer in answers:
        assert answer["subject"]["id"] == "HGNC:6001"
        assert answer["n_claims"] == len(answer["evidence"])
        assert all(evidence["sentence"] for evidence in answer["evidence"])


def test_an_unknown_entity_brings_suggestions(command: Command, store: Path) -> None:
    said = command("query", store, "relations", "melanomma")
    assert said.code == 1
    assert "no entity called 'melanomma'" in said.err
    assert "did you mean melanoma?" in said.err


def test_paths_are_shown_with_their_claims(command: Command, store: Path) -> None:
    said = command("query", store, "paths", "TGF-β", "IL-2", "--max-length", "3")
    assert said.code == 0
    assert said.out.startswith("1. TGFB – immune escape – regulatory T cell – IL2")
    assert "Expanding Tregs is what IL-2 does." in said.out
    assert "no path" in command("query", store, "paths", "TGF-β", "IL-2", "--max-length", "1").out


def test_export_writes_the_graph(command: Command, store: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    said = command("export", store, path)
    graph = read_graphml(path)
    assert said.err == f"{path}: {len(graph)} nodes, {graph.number_of_edges()} edges\n"
    assert graph.has_edge("HGNC:6001", "MONDO:0005105")


def test_the_help_of_export_names_every_format_with_its_ending(command: Command) -> None:
    said = command("export", "--help").out
    for known in FORMATS.values():
        assert re.search(rf"^ *{known.name} +{re.escape(known.endings[0])} ", said, re.MULTILINE), known.name


def test_a_graph_is_imported_into_a_new_store(command: Command, store: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    for name in ("graph.graphml", "graph.json", "graph.kgx", "graph.kgx-jsonl"):
        assert command("export", store, tmp_path / name).code == 0
        said = command("import", tmp_path / name, "--store", again)
        assert said.err == f"{again}: 9 claims of 2 documents\n"
        for question in (("relations", "IL-2"), ("relations", "compound X9", "--json")):
            assert command("query", again, *question).out == command("query", store, *question).out
        assert command("import", tmp_path / name, "--store", again).code == 2  # it is there
        again.unlink()


def test_a_bad_graph_leaves_no_store(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bomb.graphml").write_text('<!DOCTYPE g [<!ENTITY a "a">]><g>&a;</g>', encoding="utf-8")
    said = command("import", tmp_path / "bomb.graphml", "--store", tmp_path / "new.db")
    assert said.code == 1
    assert "DOCTYPE" in said.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bomb.graphml"]


def test_graphml_options_are_for_graphml(command: Command, store: Path, tmp_path: Path) -> None:
    path = tmp_path / "claims.graphml"
    said = command("export", store, path, "--edges", "claims", "--evidence", "apart", "--yed")
    assert said.err == f"{path}: 8 nodes, 9 edges\n"
    assert (tmp_path / "claims.evidence.jsonl").is_file()
    assert "is for GraphML" in command("export", store, tmp_path / "g.cx2", "--yed").err
    assert command("export", store, tmp_path / "g.any", "--format", "cx2").code == 0


def test_a_reader_that_has_seen_enough_is_no_error(store: Path) -> None:
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "claimgraph", "query", str(store), "relations", "IL-2"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | paths
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
