"""The closed vocabularies of the records: entity types, predicates, aspects, and the values of each attribute.

`TYPE_CATEGORIES` and `PREDICATES` map to the Biolink model (version 4.3).
"""

from __future__ import annotations

TYPE_CATEGORIES: dict[str, str] = {
    "GeneOrGeneProduct": "biolink:Gene",
    "CellType": "biolink:Cell",
    "CellLine": "biolink:CellLine",
    "Disease": "biolink:Disease",
    "Phenotype": "biolink:PhenotypicFeature",
    "Chemical": "biolink:ChemicalEntity",
    "Anatomy": "biolink:AnatomicalEntity",
    "CellularComponent": "biolink:CellularComponent",
    "Organism": "biolink:OrganismTaxon",
    "BiologicalProcess": "biolink:BiologicalProcess",
    "Variant": "biolink:SequenceVariant",
    "Procedure": "biolink:Procedure",
}
ENTITY_TYPES: tuple[str, ...] = tuple(TYPE_CATEGORIES)

PREDICATES: dict[str, str] = {
    "increases": "biolink:affects",
    "decreases": "biolink:affects",
    "regulates": "biolink:regulates",
    "binds": "biolink:physically_interacts_with",
    "interacts_with": "biolink:interacts_with",
    "treats": "biolink:treats",
    "prevents": "biolink:preventative_for_condition",
    "causes": "biolink:causes",
    "contributes_to": "biolink:contributes_to",
    "positively_correlated_with": "biolink:positively_correlated_with",
    "negatively_correlated_with": "biolink:negatively_correlated_with",
    "associated_with": "biolink:associated_with",
    "produces": "biolink:produces",
    "differentiates_into": "biolink:develops_into",
    "converts_to": "biolink:has_output",
    "located_in": "biolink:located_in",
    "expressed_in": "biolink:expressed_in",
    "part_of": "biolink:part_of",
    "has_phenotype": "biolink:has_phenotype",
    "combined_with": "biolink:related_to",
    "compared_with": "biolink:related_to",
    "is_a": "biolink:subclass_of",
}

# Which predicates read the same in both directions.
SYMMETRIC_PREDICATES: frozenset[str] = frozenset(
    {
        "binds",
        "interacts_with",
        "positively_correlated_with",
        "negatively_correlated_with",
        "associated_with",
        "combined_with",
        "compared_with",
    }
)

# The direction that a signed change carries; no other predicate has one.
SIGNED_PREDICATES: dict[str, str] = {"increases": "increased", "decreases": "decreased"}

DIRECTIONS: tuple[str, ...] = tuple(SIGNED_PREDICATES.values())
ASPECTS: tuple[str, ...] = (
    "abundance",
    "expression",
    "secretion",
    "activity",
    "differentiation",
    "phosphorylation",
    "proliferation",
    "survival",
    "apoptosis",
    "migration",
    "localization",
    "stability",
    "binding",
    "methylation",
)
POLARITIES: tuple[str, ...] = ("affirmed", "negated")
CERTAINTIES: tuple[str, ...] = ("certain", "probable", "possible")
KINDS: tuple[str, ...] = ("finding", "background", "aim", "method")
CUE_ROLES: tuple[str, ...] = ("trigger", "negation", "hedge", "novelty")
CONTEXT_ROLES: tuple[str, ...] = (
    "species",
    "disease",
    "cell_type",
    "cell_line",
    "anatomy",
    "dose",
    "comparator",
    "combined_with",
    "statistic",
)
# What a statistic measures, and how what was found compares with the number that is printed.
STATISTICS: tuple[str, ...] = (
    "p",
    "n",
    "percent",
    "fold",
    "mean",
    "hazard_ratio",
    "odds_ratio",
    "relative_risk",
    "rate_ratio",
    "mean_difference",
    "standardized_mean_difference",
    "correlation",
    "r_squared",
    "interval",
)
COMPARISONS: tuple[str, ...] = ("=", "<", ">", "<=", ">=")
SECTION_LABELS: tuple[str, ...] = (
    "TITLE",
    "BACKGROUND",
    "OBJECTIVE",
    "METHODS",
    "RESULTS",
    "CONCLUSIONS",
    "OTHER",
)


def opposite_polarity(polarity: str) -> str:
    """What a denial is to what it denies, and the other way round."""
    return POLARITIES[1 - POLARITIES.index(polarity)]
