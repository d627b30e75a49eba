-- Claim store of claimgraph, schema version 4. Written for this project.
-- Every text stands once: sentences by document and place, names in `form`, concepts by key.
-- Absent direction and aspect are '' in `statement`, so that its UNIQUE holds (NULLs never equal each other).
-- Offsets are characters of the document's text, [start, stop).

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE pipeline (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE document (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,          -- Document.id, "PMID:12345678"
    title       TEXT,
    pmid        TEXT,
    year        INTEGER,
    author      TEXT,                          -- the last one: documents of one group are told by it
    version     INTEGER NOT NULL DEFAULT 0,    -- of the citation; the highest is the newest
    source      TEXT NOT NULL,                 -- Source as JSON
    text_hash   TEXT NOT NULL,
    record_hash TEXT NOT NULL,
    pipeline_id INTEGER NOT NULL REFERENCES pipeline,
    n_claims    INTEGER NOT NULL DEFAULT 0,
    withdrawn   INTEGER NOT NULL DEFAULT 0     -- 1: retracted or deleted, its claims are gone
);
CREATE INDEX document_by_year ON document (year) WHERE n_claims > 0;

CREATE TABLE document_name (                   -- an article's id, PMID, PMC id and DOI
    name        TEXT NOT NULL,
    document_id INTEGER NOT NULL REFERENCES document,
    PRIMARY KEY (name, document_id)
) WITHOUT ROWID;
CREATE INDEX document_name_by_document ON document_name (document_id);

CREATE TABLE withdrawal (                      -- names of articles that are retracted or deleted, known or not
    name TEXT PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE withdrawn_claims (                -- what a withdrawn document claimed, should it be taken in again
    document_id INTEGER PRIMARY KEY REFERENCES document,
    claims      TEXT NOT NULL                  -- JSON array
);

CREATE TABLE sentence (                        -- a sentence, or the run of sentences, that holds a claim
    id          INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document,
    start       INTEGER NOT NULL,
    stop        INTEGER NOT NULL,
    text        TEXT NOT NULL,
    UNIQUE (document_id, start, stop)
);

CREATE TABLE concept (                         -- a node of the graph
    id    INTEGER PRIMARY KEY,
    key   TEXT NOT NULL UNIQUE,                -- CURIE, or "text:<Type>:<normal form>"
    curie TEXT,                                -- NULL for a name without identifier
    name  TEXT NOT NULL,
    type  TEXT NOT NULL,
    xrefs TEXT NOT NULL DEFAULT '[]',          -- JSON array of CURIEs
    n_claims    INTEGER NOT NULL DEFAULT 0,    -- in which it is subject or object
    n_documents INTEGER NOT NULL DEFAULT 0     -- of these claims
);
CREATE INDEX concept_by_type ON concept (type, n_claims);

CREATE TABLE xref (
    xref       TEXT NOT NULL COLLATE NOCASE,
    concept_id INTEGER NOT NULL REFERENCES concept,
    PRIMARY KEY (xref, concept_id)
) WITHOUT ROWID;
CREATE INDEX xref_by_concept ON xref (concept_id);

CREATE TABLE form (                            -- a name as some text writes it
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE,
    key  TEXT NOT NULL                         -- its look-up key
);
CREATE INDEX form_by_key ON form (key);

CREATE TABLE concept_name (                    -- preferred names, by look-up key
    key        TEXT NOT NULL,
    concept_id INTEGER NOT NULL REFERENCES concept,
    PRIMARY KEY (key, concept_id)
) WITHOUT ROWID;
CREATE INDEX concept_name_by_concept ON concept_name (concept_id);

CREATE TABLE mention (                         -- only mentions that a claim holds
    id           INTEGER PRIMARY KEY,
    document_id  INTEGER NOT NULL REFERENCES document,
    start        INTEGER NOT NULL,
    stop         INTEGER NOT NULL,
    form_id      INTEGER NOT NULL REFERENCES form,
    type         TEXT NOT NULL,
    concept_id   INTEGER NOT NULL REFERENCES concept,
    score        REAL NOT NULL,
    reason       TEXT NOT NULL,
    alternatives TEXT NOT NULL                 -- JSON array
);
CREATE INDEX mention_by_document ON mention (document_id);
CREATE INDEX mention_by_concept ON mention (concept_id, form_id);
CREATE INDEX mention_by_form ON mention (form_id, concept_id);

CREATE TABLE predicate (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE statement (                       -- an edge of the graph: a distinct claim
    id           INTEGER PRIMARY KEY,
    subject_id   INTEGER NOT NULL REFERENCES concept,
    object_id    INTEGER NOT NULL REFERENCES concept,
    predicate_id INTEGER NOT NULL REFERENCES predicate,
    direction    TEXT NOT NULL,
    aspect       TEXT NOT NULL,
    polarity     TEXT NOT NULL,
    -- What follows is made of its claims and those of its denial, and renewed whenever these change.
    n_claims     INTEGER NOT NULL DEFAULT 0,
    n_documents  INTEGER NOT NULL DEFAULT 0,
    strength     REAL NOT NULL DEFAULT 0,      -- of its claims alone
    belief       REAL NOT NULL DEFAULT 0,      -- from its strength and that of its denial
    years        TEXT NOT NULL DEFAULT '{}',   -- documents by year, as JSON
    sections     TEXT NOT NULL DEFAULT '{}',   -- claims by section, as JSON
    UNIQUE (subject_id, object_id, predicate_id, direction, aspect, polarity)
);
-- These two hold all that a search needs, the best believed of a node first.
CREATE INDEX statement_by_subject
    ON statement (subject_id, belief DESC, n_documents DESC, object_id, predicate_id, polarity, direction, aspect);
CREATE INDEX statement_by_object
    ON statement (object_id, belief DESC, n_documents DESC, subject_id, predicate_id, polarity, direction, aspect);

CREATE TABLE claim (
    id           INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,
    document_id  INTEGER NOT NULL REFERENCES document,
    statement_id INTEGER NOT NULL REFERENCES statement,
    sentence_id  INTEGER NOT NULL REFERENCES sentence,
    subject_id   INTEGER NOT NULL REFERENCES mention,
    object_id    INTEGER NOT NULL REFERENCES mention,
    certainty    TEXT NOT NULL,
    kind         TEXT NOT NULL,
    section      TEXT,
    year         INTEGER,                      -- the document's
    score        REAL NOT NULL,
    extractor    TEXT NOT NULL
);
CREATE INDEX claim_by_document ON claim (document_id);
CREATE INDEX claim_by_statement  -- has what beliefs and counts are made of
    ON claim (statement_id, document_id, year, certainty, kind, section, score);

CREATE TABLE cue (
    claim_id INTEGER NOT NULL REFERENCES claim,
    position INTEGER NOT NULL,
    role     TEXT NOT NULL,
    start    INTEGER NOT NULL,
    stop     INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (claim_id, position)
) WITHOUT ROWID;

CREATE TABLE context (
    claim_id   INTEGER NOT NULL REFERENCES claim,
    position   INTEGER NOT NULL,
    role       TEXT NOT NULL,
    start      INTEGER NOT NULL,
    stop       INTEGER NOT NULL,
    text       TEXT NOT NULL,
    mention_id INTEGER REFERENCES mention,
    PRIMARY KEY (claim_id, position)
) WITHOUT ROWID;
CREATE INDEX context_by_mention ON context (mention_id);

CREATE TABLE failure (                         -- a record that could not be read or extracted
    source TEXT NOT NULL,
    record TEXT NOT NULL,
    line   INTEGER NOT NULL,                   -- 0: not known
    reason TEXT NOT NULL,
    PRIMARY KEY (source, record, line)
) WITHOUT ROWID;

CREATE TABLE source_file (
    place       TEXT PRIMARY KEY,              -- where it lies: one file, by whatever path it is given
    path        TEXT NOT NULL,                 -- as it was last given: what its failures are listed under
    state       TEXT NOT NULL CHECK (state IN ('left', 'done', 'failed')),
    reason      TEXT,                          -- why it failed as a whole; single records are in `failure`
    checksum    TEXT NOT NULL DEFAULT '',      -- SHA-256 of its bytes as they lie there, in hex; '' if not read
    size        INTEGER NOT NULL DEFAULT 0,    -- of the same bytes
    records     INTEGER NOT NULL DEFAULT 0,    -- documents that it holds
    read_as     TEXT NOT NULL DEFAULT '',      -- format and options of the reader, as JSON
    pipeline_id INTEGER REFERENCES pipeline    -- its name tells the versions of weights, rules and lexicon
) WITHOUT ROWID;
