"""The version of a compiled lexicon: what it holds, not when it was made."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_DIGITS = 12


@cache
def lexicon_version(folder: Path) -> str:
    """The folder's name and a hash of its files: "core 1f0c…"; the same files give the same, wherever they lie."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            digest.update(path.name.encode() + b"\0" + hashlib.file_digest(stream, "sha256").digest())
    return f"{folder.name} {digest.hexdigest()[:_DIGITS]}"
