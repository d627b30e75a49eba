"""RDF: claims as associations that assert nothing by themselves, and nanopublications with their provenance."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from claim_samples import review, trial
from rdflib import RDF, RDFS, Namespace, URIRef

from claimgraph.extract.records import claims_of
from claimgraph.graphs.build import assemble
from claimgraph.graphs.formats.rdf import write_trig, write_turtle

BIOLINK = Namespace("https://w3id.org/biolink/vocab/")
PROV = Namespace("http://www.w3.org/ns/prov#")
NP = Namespace("http://www.nanopub.org/nschema#")
IL2 = URIRef("https://identifiers.org/hgnc:6001")
RCC = URIRef("http://purl.obolibrary.org/obo/MONDO_0005086")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture
def turtle(tmp_path: Path) -> rdflib.Graph:
    write_turtle(assemble([*claims_of(trial()), *claims_of(review())]), tmp_path / "g.ttl")
    return rdflib.Graph().parse(tmp_path / "g.ttl")


@pytest.fixture
def trig(tmp_path: Path) -> rdflib.Dataset:
    write_trig(assemble([*claims_of(trial()), *claims_of(review())]), tmp_path / "g.trig")
    dataset = rdflib.Dataset()
    dataset.parse(tmp_path / "g.trig", format="trig")
    return dataset


def test_an_association_has_its_ends_sign_and_articles(turtle: rdflib.Graph) -> None:
    found = {
        bool(turtle.value(edge, BIOLINK.negated)): edge
        for edge in turtle.subjects(BIOLINK.predicate, BIOLINK.treats)
        if turtle.value(edge, BIOLINK.object) == RCC
    }
    assert set(found) == {True, False}  # it is said and denied
    for edge in found.values():
        assert turtle.value(edge, BIOLINK.subject) == IL2
        assert turtle.value(edge, RDF.type) == BIOLINK.Association
    denial = turtle.value(found[True], PROV.wasDerivedFrom)
    assert str(turtle.value(denial, PROV.value)) == "IL-2 did not help renal cell carcinoma."
    assert str(turtle.value(denial, PROV.wasQuotedFrom)) == "http://www.ncbi.nlm.nih.gov/pubmed/2"


def test_nothing_is_asserted_as_a_bare_triple(turtle: rdflib.Graph) -> None:
    assert not list(turtle.triples((IL2, BIOLINK.treats, None)))
    assert str(turtle.value(IL2, RDFS.label)) == "IL2"


def test_each_distinct_claim_is_a_whole_nanopublication(trig: rdflib.Dataset) -> None:
    heads = [graph for graph in trig.graphs() if str(graph.identifier).endswith("#head")]
    assert len(heads) == 8
    for head in heads:
        (publication,) = head.subjects(RDF.type, NP.Nanopublication)
        assertion = trig.graph(head.value(publication, NP.hasAssertion))
        provenance = trig.graph(head.value(publication, NP.hasProvenance))
        information = trig.graph(head.value(publication, NP.hasPublicationInfo))
        (edge,) = assertion.subjects(RDF.type, BIOLINK.Association)
        sources = set(provenance.objects(assertion.identifier, PROV.wasDerivedFrom))
        assert sources
        articles = {provenance.value(source, PROV.wasQuotedFrom) for source in sources}
        assert articles == set(assertion.objects(edge, BIOLINK.publications))
        assert information.value(publication, PROV.wasAttributedTo) is not None
