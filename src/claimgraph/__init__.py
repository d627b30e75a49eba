"""claimgraph: from biomedical abstracts to a graph of claims that leads back to its sentences.

    import claimgraph

    nlp = claimgraph.load()
    for record in claimgraph.extract_records(claimgraph.read("abstracts.xml.gz"), nlp=nlp):
        for claim in claimgraph.claims_of(record):
            print(claim.subject.text, claim.predicate, claim.object.text, claim.evidence.text)

Names are imported when they are first used: `import claimgraph` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from claimgraph.version import __version__

if TYPE_CHECKING:
    from claimgraph.corpus.document import Document as Document
    from claimgraph.corpus.formats import read as read
    from claimgraph.errors import ClaimgraphError as ClaimgraphError
    from claimgraph.extract.claim import Claim as Claim
    from claimgraph.extract.claim import Concept as Concept
    from claimgraph.extract.claim import Evidence as Evidence
    from claimgraph.extract.claim import Mention as Mention
    from claimgraph.extract.explain import explain as explain
    from claimgraph.extract.explanation import Explanation as Explanation
    from claimgraph.extract.ground_name import ground as ground
    from claimgraph.extract.pipeline import extract as extract_records
    from claimgraph.extract.pipeline import load as load
    from claimgraph.extract.record_files import read_records as read_records
    from claimgraph.extract.records import Record as Record
    from claimgraph.extract.records import claims_of as claims_of
    from claimgraph.extract.store import ClaimStore as ClaimStore
    from claimgraph.graphs.build import assemble as graph

_HOMES = {  # public name: (module, its name there)
    "Claim": ("claimgraph.extract.claim", "Claim"),
    "ClaimStore": ("claimgraph.extract.store", "ClaimStore"),
    "ClaimgraphError": ("claimgraph.errors", "ClaimgraphError"),
    "Concept": ("claimgraph.extract.claim", "Concept"),
    "Document": ("claimgraph.corpus.document", "Document"),
    "Evidence": ("claimgraph.extract.claim", "Evidence"),
    "Explanation": ("claimgraph.extract.explanation", "Explanation"),
    "Mention": ("claimgraph.extract.claim", "Mention"),
    "Record": ("claimgraph.extract.records", "Record"),
    "claims_of": ("claimgraph.extract.records", "claims_of"),
    "explain": ("claimgraph.extract.explain", "explain"),
    "extract_records": ("claimgraph.extract.pipeline", "extract"),
    "ground": ("claimgraph.extract.ground_name", "ground"),
    "graph": ("claimgraph.graphs.build", "assemble"),
    "load": ("claimgraph.extract.pipeline", "load"),
    "read": ("claimgraph.corpus.formats", "read"),
    "read_records": ("claimgraph.extract.record_files", "read_records"),
}

__all__ = [
    "Claim",
    "ClaimStore",
    "ClaimgraphError",
    "Concept",
    "Document",
    "Evidence",
    "Explanation",
    "Mention",
    "Record",
    "__version__",
    "claims_of",
    "explain",
    "extract_records",
    "graph",
    "ground",
    "load",
    "read",
    "read_records",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, there = _HOMES[name]
    value = getattr(import_module(module), there)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
