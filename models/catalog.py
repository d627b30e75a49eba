"""The pipelines that ship with claimgraph, by name."""

from __future__ import annotations

from pathlib import Path

PIPELINES = Path(__file__).parent / "pipelines"
CONFIGS = Path(__file__).parent / "configs"


def pipeline_folder(name: str) -> Path | None:
    """The folder of a shipped pipeline; None where no pipeline of that name ships."""
    folder = PIPELINES / name
    return folder if (folder / "config.cfg").is_file() else None
