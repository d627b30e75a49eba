"""The version of a lexicon follows what its files hold."""

from __future__ import annotations

from pathlib import Path

from claimgraph.models.lexicon_version import lexicon_version


def test_the_version_follows_the_content_and_nothing_else(tmp_path: Path) -> None:
    for place, terms in (("here/core", b"owl"), ("there/core", b"owl"), ("elsewhere/core", b"newt")):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "terms").write_bytes(terms)
    here, there, elsewhere = (
        lexicon_version(tmp_path / name / "core") for name in ("here", "there", "elsewhere")
    )
    assert here == there
    assert here != elsewhere
    assert here.startswith("core ")
