"""claimgraph: from biomedical abstracts to a graph of claims that leads back to its sentences."""
