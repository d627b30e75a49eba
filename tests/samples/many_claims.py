"""Makes a large store out of a small one: its documents again and again, their ids and those of concepts changed.

    python tests/samples/many_claims.py claims.db many.db 1000000

Every copy has documents, concepts and statements of its own, so that a graph of it grows in nodes and edges; it
is for measuring only.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path

# Every table with its columns; {n} is the number of the copy, {table} what is added to a table's ids.
_COPIES = {
    "document": "id + {document}, key || '.{n}', title, pmid || '.{n}', year, author, version, source, text_hash, "
    "record_hash, pipeline_id, n_claims, withdrawn",
    "sentence": "id + {sentence}, document_id + {document}, start, stop, text",
    "concept": "id + {concept}, key || '.{n}', curie || '.{n}', name, type, xrefs, n_claims, n_documents",
    "mention": "id + {mention}, document_id + {document}, start, stop, form_id, type, concept_id + {concept}, score, "
    "reason, alternatives",
    "statement": "id + {statement}, subject_id + {concept}, object_id + {concept}, predicate_id, direction, aspect, "
    "polarity, n_claims, n_documents, strength, belief, years, sections",
    "claim": "id + {claim}, key || '.{n}', document_id + {document}, statement_id + {statement}, "
    "sentence_id + {sentence}, subject_id + {mention}, object_id + {mention}, certainty, kind, section, year, score, "
    "extractor",
    "cue": "claim_id + {claim}, position, role, start, stop, text",
    "context": "claim_id + {claim}, position, role, start, stop, text, mention_id + {mention}",
}


def make_many(small: Path, many: Path, n_claims: int) -> int:
    """Write `many`, with at least so many claims; give how many there are."""
    shutil.copyfile(small, many)
    connection = sqlite3.connect(many, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -400000")
    first = {
        table: connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]
        for table in _COPIES
        if table not in ("cue", "context")
    }
    (claims,) = connection.execute("SELECT count(*) FROM claim").fetchone()
    copies = -(-n_claims // claims)
    connection.execute("BEGIN")
    for table in _COPIES:
        connection.execute(f"CREATE TEMP TABLE old_{table} AS SELECT * FROM {table}")
    for n in range(1, copies):
        added = {table: size * n for table, size in first.items()}
        for table, columns in _COPIES.items():
            connection.execute(f"INSERT INTO {table} SELECT {columns.format(n=n, **added)} FROM old_{table}")
    connection.execute("COMMIT")
    connection.close()
    return int(claims * copies)


if __name__ == "__main__":
    print(make_many(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))  # noqa: T201
