"""Terms and triples of RDF as Turtle and TriG write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimgraph.graphs.formats.hidden import NOT_UNICODE, hidden
from claimgraph.graphs.formats.identifiers import OWN, iri

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "np": "http://www.nanopub.org/nschema#",
    "biolink": "https://w3id.org/biolink/vocab/",
    "claims": f"{OWN}terms#",
}
_ESCAPES = str.maketrans(
    {number: f"\\u{number:04X}" for number in (*range(0x20), 0x7F)}
    | {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
)

Pair = tuple[str, str]  # predicate and object, written


def header() -> str:
    """The declarations of the prefixes."""
    return "".join(f"@prefix {name}: <{place}> .\n" for name, place in PREFIXES.items())


def resource(key: str) -> str:
    """A node, identifier or document as an IRI.

    >>> resource("PMID:1")
    '<http://www.ncbi.nlm.nih.gov/pubmed/1>'
    """
    return f"<{iri(key)}>"


def literal(value: str | float | bool, kind: str | None = None) -> str:
    r"""A value as a literal; lone surrogates are written as in `hidden`.

    >>> literal('say "no"\n'), literal(True), literal(0.5)
    ('"say \\"no\\"\\n"', 'true', '"0.5"^^xsd:double')
    """
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return f'"{value!r}"^^xsd:double'
        case int():
            return str(value)
    text = f'"{hidden(value, NOT_UNICODE).translate(_ESCAPES)}"'
    return f"{text}^^{kind}" if kind else text


def described(subject: str, pairs: Iterable[Pair]) -> str:
    """All that is said of a subject, as one sentence of Turtle.

    >>> described("<a>", [("rdf:type", "<b>"), ("rdfs:label", '"c"')])
    '<a> rdf:type <b> ;\\n  rdfs:label "c" .\\n'
    """
    return f"{subject} " + " ;\n  ".join(f"{name} {value}" for name, value in pairs) + " .\n"


def known(pairs: Iterable[tuple[str, str | float | bool | None]]) -> Iterator[Pair]:
    """Pairs with their values as literals, without those that have none."""
    for name, value in pairs:
        if value is not None:
            yield name, literal(value)
