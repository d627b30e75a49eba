"""Runs the examples of a page: commands of `console` blocks, and `pycon` blocks as doctests.

    python tests/samples/documented.py README.md docs/*.md

writes their true output into the pages; `tests/test_docs.py` checks that it stands there. A page's blocks run
in order in one folder that holds a copy of `examples/`. `sh` blocks are not run.
"""

from __future__ import annotations

import code
import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def with_true_output(page: str, *, examples: Path) -> str:
    """The text of a page with what its examples really print."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(examples, Path(folder, "examples"))
        console = code.InteractiveConsole({"__name__": "__console__"})

        def run(block: re.Match[str]) -> str:
            kind, text = block.groups()
            lines = _commands(text, folder) if kind == "console" else _statements(text, folder, console)
            return f"```{kind}\n{''.join(lines)}```"

        return _BLOCK.sub(run, page)


def _commands(text: str, folder: str) -> Iterator[str]:
    """Each command of a block, and what it prints on standard output."""
    environment = {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "PYTHONPATH": os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path if entry),
        "NO_COLOR": "1",
    }
    for line in text.splitlines():
        if line.startswith("$ "):
            yield f"{line}\n"
            done = subprocess.run(
                ["bash", "-c", line[2:]],
                cwd=folder,
                env=os.environ | environment,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise RuntimeError(f"{line} ended with {done.returncode}: {done.stderr.strip()}")
            yield done.stdout


def _statements(text: str, folder: str, console: code.InteractiveConsole) -> Iterator[str]:
    """Each statement of a block, and what it prints, as the interactive Python shows it."""
    lines = [line for line in text.splitlines() if line.startswith((">>> ", "... "))]
    for line, following in zip(lines, [*lines[1:], ">>> "], strict=True):
        yield f"{line}\n"
        said = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            unfinished = console.push(line[4:])
            if unfinished and following.startswith(">>> "):
                console.push("")  # what ends a block
        yield said.getvalue()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        page = Path(name)
        said = page.read_text(encoding="utf-8")
        page.write_text(with_true_output(said, examples=Path("examples")), encoding="utf-8")
