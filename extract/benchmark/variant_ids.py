"""Identifiers of variants, as corpora give them (tmVar's notation, Wei et al. 2013) and as our records do."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"rs[0-9]+")
_GENE = re.compile(r"(HGVS:)[^:]+:(?=[a-z]\.)")


def curie_of_tmvar(identifier: str) -> str | None:
    """A number of dbSNP, or a change in tmVar's notation, as our records write it, without the gene; else None.

    >>> curie_of_tmvar("p|SUB|V|600|E"), curie_of_tmvar("c|DEL|35|G"), curie_of_tmvar("rs1800562")
    ('HGVS:p.V600E', 'HGVS:c.35delG', 'DBSNP:rs1800562')
    """
    if _NUMBER.fullmatch(identifier):
        return f"DBSNP:{identifier}"
    match identifier.split("|"):
        case ["p", "SUB", old, at, new] if old and at and new:
            return f"HGVS:p.{old}{at}{new.replace('X', '*')}"
        case [level, "SUB", old, at, new] if old and at and new:
            return f"HGVS:{level}.{at.lstrip('+')}{old}>{new}"
        case ["p", "DEL", at, old] if at and len(old) == 1:
            return f"HGVS:p.{old}{at}del"
        case ["p", "FS", old, at, *_] if at:
            return f"HGVS:p.{old}{at}fs"
        case ["c" | "g" | "m" | "n" as level, "DEL" | "INS" | "DUP" as what, at, changed, *_] if at:
            return f"HGVS:{level}.{at}{what.lower()}{changed}"
    return None


def without_gene(identifier: str) -> str:
    """Our identifier of a variant without its gene, which corpora do not name; any other as it is."""
    return _GENE.sub(r"\1", identifier)
