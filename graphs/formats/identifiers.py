"""Identifiers as other formats write them: their prefixes, IRIs and namespaces."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from urllib.parse import quote, unquote

import msgspec

OWN = "https://claimgraph.invalid/"  # IRIs of what has none elsewhere: nothing is served there
_SAFE = "-._~"  # what a local part keeps as it is, besides letters and digits


class Prefix(msgspec.Struct, frozen=True):
    """What a prefix of ours is called in Biolink, its IRI, and its namespace in INDRA ("-": none)."""

    name: str
    biolink: str
    iri: str
    indra: str
    indra_id: str


@cache
def read_mapping(name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of the table `mappings/<name>`, without lines that begin with #."""
    text = (files(__package__) / "mappings" / name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def prefixes() -> dict[str, Prefix]:
    """The prefixes that are known, by name."""
    return {row[0]: Prefix(*row) for row in read_mapping("prefixes.tsv")}


@cache
def _ours() -> dict[str, str]:
    return {prefix.biolink: prefix.name for prefix in prefixes().values()}


def biolink_curie(key: str) -> str:
    """A node's key or an identifier as KGX and Biolink have it: their prefix, no space or further colon.

    >>> biolink_curie("UniProt:P60568"), biolink_curie("text:Chemical:compound x9")
    ('UniProtKB:P60568', 'text:Chemical%3Acompound%20x9')
    """
    prefix, colon, local = key.partition(":")
    if not colon:
        return quote(key, safe=_SAFE, errors="surrogatepass")
    known = prefixes().get(prefix)
    name = known.biolink if known else quote(prefix, safe=_SAFE, errors="surrogatepass")
    return f"{name}:{quote(local, safe=_SAFE, errors='surrogatepass')}"


def key_of_curie(curie: str) -> str:
    """Undo `biolink_curie`."""
    prefix, colon, local = curie.partition(":")
    return f"{_ours().get(prefix, unquote(prefix))}{colon}{unquote(local, errors='surrogatepass')}"


def iri(key: str) -> str:
    """The IRI of a node or document.

    >>> iri("MONDO:0005105"), iri("text:Chemical:compound x9")
    ('http://purl.obolibrary.org/obo/MONDO_0005105', 'https://claimgraph.invalid/text:Chemical%3Acompound%20x9')
    """
    prefix, _, local = key.partition(":")
    known = prefixes().get(prefix)
    if known is None or not local:
        return OWN + biolink_curie(key)
    return known.iri + quote(local, safe=_SAFE + ("/" if prefix == "DOI" else ""), errors="surrogatepass")


def indra_reference(curie: str) -> tuple[str, str] | None:
    """Namespace and id in INDRA, None where it has no such namespace.

    >>> indra_reference("CHEBI:15365"), indra_reference("HGNC:6001"), indra_reference("HGVS:BRAF:p.V600E")
    (('CHEBI', 'CHEBI:15365'), ('HGNC', '6001'), None)
    """
    prefix, _, local = curie.partition(":")
    known = prefixes().get(prefix)
    if known is None or known.indra == "-":
        return None
    return known.indra, known.indra_id.replace("{}", local)
