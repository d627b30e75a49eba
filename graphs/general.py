"""Which concepts stand under a more general one: TGFB1 under TGF-β, metastatic melanoma under melanoma."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.models.lexicon import Lexicon
from claimgraph.models.orthologues import is_rodent


def narrower(concepts: Iterable[str], keys: Iterable[str], *, lexicon: Lexicon) -> dict[str, str]:
    """For each of `concepts` that stands under one of `keys`, at any distance, the nearest of these, by key.

    Under a concept stand its kinds, under a family or complex of genes its members, and a mouse's or rat's gene
    where its human counterpart does. A key that the lexicon does not know has nothing under it.
    """
    asked = {lexicon.forward(key): key for key in keys}
    found: dict[str, str] = {}
    for concept in sorted(concepts):
        known = lexicon.concept(concept)
        others = known.orthologs if known is not None and is_rodent(concept) else ()
        above = (asked[one] for name in (concept, *others) for one in lexicon.ancestors(name) if one in asked)
        general = next(above, None)  # the nearest comes first
        if general is not None and lexicon.forward(concept) not in asked:
            found[concept] = general
    return found
