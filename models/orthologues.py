"""Genes of mouse and rat, and the human genes that they stand for."""

from __future__ import annotations

from collections.abc import Iterable

RODENTS, HUMAN = ("MGI:", "RGD:"), "HGNC:"


def is_rodent(curie: str) -> bool:
    """Whether an identifier is that of a mouse's or rat's gene.

    >>> is_rodent("MGI:96548"), is_rodent("HGNC:6001")
    (True, False)
    """
    return curie.startswith(RODENTS)


def folded(curie: str, equivalents: Iterable[str]) -> str:
    """The identifier, or that of the human gene, among its equivalents, for which a mouse's or rat's stands.

    >>> folded("MGI:96548", ["HGNC:6001", "NCBIGene:16183"]), folded("RGD:1", []), folded("HGNC:1", ["HGNC:2"])
    ('HGNC:6001', 'RGD:1', 'HGNC:1')
    """
    if not is_rodent(curie):
        return curie
    return min((other for other in equivalents if other.startswith(HUMAN)), default=curie)
