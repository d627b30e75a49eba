"""The few things that the environment may set, each read in one place."""

from __future__ import annotations

import os
from pathlib import Path

DEFAULT_PIPELINE = "en_claims_sm"


def shared_folder() -> Path:
    """Folder with the real corpora for training and scoring (`CLAIMGRAPH_SHARED`, default `../shared`)."""
    return Path(os.environ.get("CLAIMGRAPH_SHARED", "../shared"))
