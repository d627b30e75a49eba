"""Every command has a help text, soon shown and true."""

from __future__ import annotations

import re

import pytest
from command_line import Command, Said, in_own_process

from claimgraph import __version__
from claimgraph.commands.options import Format
from claimgraph.corpus.formats import READERS
from claimgraph.graphs.formats.catalog import FORMATS


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
        "sync",
        "fetch",
        "status",
        "merge",
        "view",
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


def test_the_help_of_export_names_every_format_with_its_ending(command: Command) -> None:
    said = command("export", "--help").out
    for known in FORMATS.values():
        assert re.search(rf"^ *{known.name} +{re.escape(known.endings[0])} ", said, re.MULTILINE), known.name


@pytest.mark.parametrize("path", ["", "query claims.db"])
def test_the_list_of_commands_cuts_no_sentence_short(command: Command, path: str) -> None:
    listed = command(*path.split(), "--help").out.split("Commands:")[1]
    assert "..." not in listed
