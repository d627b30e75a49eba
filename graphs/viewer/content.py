"""What a page holds as data: concepts, claims, sentences and documents, each text once."""

from __future__ import annotations

import json
import re

import msgspec

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSAFE = re.compile("[<>&\u2028\u2029]")


class PageConcept(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A node: `also` are the names that texts use, `at` its place if it is drawn at first."""

    key: str
    name: str
    label: str
    type: str
    id: str | None = None
    url: str | None = None
    xrefs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    size: int
    claims: int = 0
    documents: int = 0
    at: tuple[int, int] | None = None


class PageEvidence(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A claim as it stands in a sentence; `document` and `sentence` are numbers in the page's lists.

    `marks` are role, begin and end in the sentence, in UTF-16 units; roles are subject, object and those of cues.
    """

    document: int
    sentence: int
    certainty: str
    kind: str
    score: float
    section: str | None = None
    marks: tuple[tuple[str, int, int], ...] = ()
    context: tuple[tuple[str, str], ...] = ()


class PageClaim(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An edge; `subject` and `object` are numbers in the page's concepts, `sentences` counts all of its evidence."""

    subject: int
    object: int
    predicate: str
    label: str
    aspect: str | None = None
    denied: bool = False
    belief: float = 0.0
    sentences: int = 0
    documents: int = 0
    evidence: tuple[PageEvidence, ...] = ()


class PageDocument(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A document, with a link to where it can be read, if it has one."""

    id: str
    url: str | None = None
    journal: str | None = None
    year: int | None = None


class PageContent(msgspec.Struct, frozen=True, kw_only=True):
    """All data of a page; `n_concepts` and `n_claims` are those of the whole graph, `about` numbers of concepts."""

    title: str
    about: tuple[int, ...]
    n_concepts: int
    n_claims: int
    lines: int  # claims that a picture shows at first
    concepts: tuple[PageConcept, ...]
    claims: tuple[PageClaim, ...]
    documents: tuple[PageDocument, ...]
    sentences: tuple[str, ...]


def as_script(content: PageContent, marks: object) -> str:
    """The data as JSON that can stand inside a script element: no character of it can end one."""
    builtins = msgspec.to_builtins({"content": content, "marks": marks})
    text = json.dumps(builtins, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)  # a half of a pair has no bytes in UTF-8
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
