-- The ledger of source files, a part of the claim store that stores of its first days lack: it is added to them
-- when they are opened for writing. Written for this project.

CREATE TABLE IF NOT EXISTS source_file (
    path        TEXT PRIMARY KEY,              -- as it was given: the ledger's own name of the file
    state       TEXT NOT NULL CHECK (state IN ('left', 'done', 'failed')),
    reason      TEXT,                          -- why it failed as a whole; single records are in `failure`
    checksum    TEXT NOT NULL DEFAULT '',      -- SHA-256 of its bytes as they lie there, in hex; '' if not read
    size        INTEGER NOT NULL DEFAULT 0,    -- of the same bytes
    records     INTEGER NOT NULL DEFAULT 0,    -- documents that it holds
    read_as     TEXT NOT NULL DEFAULT '',      -- format and options of the reader, as JSON
    pipeline_id INTEGER REFERENCES pipeline    -- its name tells the versions of weights, rules and lexicon
) WITHOUT ROWID;
