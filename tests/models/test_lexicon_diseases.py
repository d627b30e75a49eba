"""Which names of diseases stay theirs."""

from __future__ import annotations

from claimgraph.models.lexicon_diseases import part_from_organisms
from claimgraph.models.lexicon_terms import SYNONYM, ConceptTable


def test_a_virus_is_not_the_infection_with_it_and_a_disease_keeps_its_own_name() -> None:
    table = ConceptTable()
    table.add("NCBITaxon:1", "Quell virus", "Organism", source="taxa").add("scab", SYNONYM, "taxa")
    infection = table.add("MONDO:1", "quell virus infection", "Disease", source="mondo")
    infection.add_all(["quell virus", "quell fever"], SYNONYM, "mondo")
    table.add("MONDO:2", "scab", "Disease", source="mondo")
    part_from_organisms(table)
    assert set(infection.terms) == {"quellvirusinfection", "quellfever"}
    assert set(table.concepts["MONDO:2"].terms) == {"scab"}
