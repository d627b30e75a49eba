"""The names under which nodes and claims are known everywhere: content hashes and node keys."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import lru_cache

from claimgraph.extract.claim import Evidence, Mention

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_SPACES = re.compile(r"\s+")
_HELD_NAMES = 1 << 14
_PACK = json.JSONEncoder(separators=(",", ":")).encode
_DIGEST_BYTES = 10  # 2**80: a collision among 10**9 claims has a chance of one in a million


@lru_cache(maxsize=_HELD_NAMES)
def normal_form(text: str) -> str:
    """One spelling of a name that differs only in case, kind of dash, spaces or Unicode form.

    >>> normal_form("TGF\u2011β  receptor")
    'tgf-β receptor'
    """
    text = unicodedata.normalize("NFKC", text)
    return _SPACES.sub(" ", _DASHES.sub("-", text)).strip().lower()


def node_key(mention: Mention) -> str:
    """Key of the node that a mention stands for: its concept's CURIE, else "text:<Type>:<normal form>"."""
    if mention.concept is not None:
        return mention.concept.id
    return name_key(mention.type, mention.text)


def name_key(type_: str, text: str) -> str:
    """Key of the node of a name that could not be grounded."""
    return f"text:{type_}:{normal_form(text)}"


def claim_key(
    *,
    document: str,
    subject: Mention,
    predicate: str,
    object: Mention,  # noqa: A002 - the field's name in `Claim`
    evidence: Evidence,
    direction: str | None = None,
    aspect: str | None = None,
    polarity: str = "affirmed",
) -> str:
    """Hash of what is claimed and where it stands, 20 hexadecimal digits.

    Scores, cues, context and extractor stay out: a better model that finds the same claim gives the same key.
    """
    return placed_key(
        document,
        (node_key(subject), subject.start, subject.end),
        predicate,
        (node_key(object), object.start, object.end),
        (direction, aspect, polarity),
        (evidence.start, evidence.end),
    )


def placed_key(
    document: str,
    subject: tuple[str, int, int],
    predicate: str,
    object: tuple[str, int, int],  # noqa: A002 - the field's name in `Claim`
    signs: tuple[str | None, str | None, str],
    evidence: tuple[int, int],
) -> str:
    """The same key, of arguments by node and place; `signs` are direction, aspect and polarity."""
    return content_hash(document, *subject, predicate, *object, *signs, *evidence)


def content_hash(*fields: str | int | None) -> str:
    """BLAKE2b of the fields as a JSON array, so that no two lists of fields run into one another."""
    packed = _PACK(fields).encode("ascii")
    return hashlib.blake2b(packed, digest_size=_DIGEST_BYTES).hexdigest()
