"""The files of a compiled lexicon and the bits of a sense: the one place that knows the layout.

terms.marisa    trie of normalised terms; the number of a term is its place in senses.u32
senses.u32      a packed sense, or with bit 31 set, the place in more.u32 where several senses stand
more.u32        count, then that many packed senses, again and again
concepts.zlib   blocks of BLOCK concepts, sorted by id: a line each, zlib-compressed: id, name, other ids,
                orthologs, parents, members, parted by tabs and spaces; of a parent with the concept's own
                prefix, only what follows the prefix
blocks.u32      where each block begins, and where the last ends
blocks.txt      the id of each block's first concept
types.u8        the type of every concept, its place in TYPES
xrefs.marisa    trie of the other identifiers; the number is the place in xrefs.u32
xrefs.u32       the concept that each other identifier leads to
meta.json       layout version, tier, counts, sources

A packed sense: bits 0-20 concept, 21-23 kind (place in KINDS), 24-27 how the term is written (a flag each for
lower, upper, capital, mixed; none for "any"), 28-29 number of sources less one, 30 strict (the term is an
ordinary word: it counts only if written as the source writes it). Numbers are little-endian.
"""

from __future__ import annotations

VERSION = 2
BLOCK = 96
MORE = 1 << 31
CONCEPT_BITS = 21
CONCEPT_MASK = (1 << CONCEPT_BITS) - 1
STRICT = 1 << 30

TERMS = "terms.marisa"
SENSES = "senses.u32"
MORE_SENSES = "more.u32"
CONCEPTS = "concepts.zlib"
BLOCKS = "blocks.u32"
BLOCK_IDS = "blocks.txt"
CONCEPT_TYPES = "types.u8"
XREFS = "xrefs.marisa"
XREF_CONCEPTS = "xrefs.u32"
META = "meta.json"


def pack_sense(concept: int, *, kind: int, cases: int, sources: int, strict: bool) -> int:
    """One sense in 31 bits; `cases` is the four flags, `sources` counts from 1 (more than 4 count as 4)."""
    support = min(max(sources, 1), 4) - 1
    return concept | kind << 21 | cases << 24 | support << 28 | (STRICT if strict else 0)


def unpack_sense(sense: int) -> tuple[int, int, int, int, bool]:
    """Concept, kind, case flags, number of sources, strict."""
    return (
        sense & CONCEPT_MASK,
        sense >> 21 & 0b111,
        sense >> 24 & 0b1111,
        (sense >> 28 & 0b11) + 1,
        bool(sense & STRICT),
    )
