"""What a claim store holds, in a form in which two can be compared."""

from __future__ import annotations

from claimgraph.extract.store import ClaimStore

TABLES = (
    "document",
    "document_name",
    "sentence",
    "concept",
    "xref",
    "form",
    "concept_name",
    "mention",
    "statement",
    "claim",
    "cue",
    "context",
)


def contents(store: ClaimStore) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the store's own tables, without row numbers, and all claims."""
    connection = store._connection
    dump = {}
    for table in TABLES:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        kept = ", ".join(c for c in columns if c != "id" and not c.endswith("_id")) or "1"
        dump[table] = sorted(connection.execute(f"SELECT {kept} FROM {table}"), key=repr)
    aside = "SELECT document.key, claims FROM withdrawn_claims JOIN document ON document.id = document_id ORDER BY 1"
    dump["aside"] = connection.execute(aside).fetchall()
    dump["claims"] = [(claim,) for claim in sorted(store.claims(), key=lambda claim: claim.key)]
    return dump
