"""Reads the word lists and small tables that the rules of extraction are made of."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of the tab-separated list `wordlists/<name>`, without blank lines and lines that begin with #."""
    text = (files("claimgraph.extract") / "wordlists" / name).read_text(encoding="utf-8")
    lines = (line.rstrip() for line in text.splitlines())
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def words_by_role(name: str) -> dict[str, frozenset[str]]:
    """Words of a list whose rows are a role and words with spaces between them; a role may have several rows."""
    roles: dict[str, set[str]] = {}
    for role, words in read_rows(name):
        roles.setdefault(role, set()).update(words.split())
    return {role: frozenset(words) for role, words in roles.items()}


@cache
def read_words(name: str) -> tuple[str, ...]:
    """First column of the list `wordlists/<name>`, in the order of the file."""
    return tuple(row[0] for row in read_rows(name))
