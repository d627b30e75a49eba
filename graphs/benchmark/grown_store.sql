-- Grows a claim store: :copies copies of each document of `small`, each concept of a copy moved to one of many
-- worlds, so that concepts, names and statements multiply with the claims. World 0 keeps its names and ids. A
-- few worlds get most documents (temp.spread), as a few concepts do in real stores. Written for this project.

INSERT INTO predicate SELECT * FROM small.predicate;
INSERT INTO pipeline SELECT * FROM small.pipeline;

INSERT INTO document
SELECT copy * 1000000 + id, printf('%s.%d', key, copy), title, pmid, year, author, version, source, text_hash,
       record_hash, pipeline_id, n_claims, withdrawn
FROM copies CROSS JOIN small.document;
-- Abstracts that tell neither year nor author get them, so that there is something to count.
UPDATE document SET year = 1985 + id * 7919 % 40, source = json_set(source, '$.year', 1985 + id * 7919 % 40)
WHERE year IS NULL;
UPDATE document SET author = 'Author ' || (id * 104729 % 20011),
    source = json_set(source, '$.authors', json_array('Author ' || (id * 104729 % 20011)))
WHERE author IS NULL;
INSERT INTO document_name SELECT key, id FROM document;

INSERT INTO sentence
SELECT copy * 1000000 + id, copy * 1000000 + document_id, start, stop, text
FROM copies CROSS JOIN small.sentence;

INSERT INTO mention
SELECT copy * 1000000 + id, copy * 1000000 + document_id, start, stop, world * 1000000 + form_id, type,
       world * 1000000 + concept_id, score, reason, alternatives
FROM copies CROSS JOIN small.mention
JOIN spread ON slot = ((concept_id * 7919 + (copy * 1000003 + document_id) * 104729) % 1048573 * 40503 >> 7) & 4095;

INSERT INTO concept
SELECT world * 1000000 + id, key || mark, curie || mark, name || mark, type, xrefs, 0, 0
FROM worlds CROSS JOIN small.concept AS known
WHERE EXISTS (SELECT 1 FROM mention WHERE mention.concept_id = world * 1000000 + known.id);
INSERT INTO xref
SELECT xref || mark, world * 1000000 + concept_id FROM worlds CROSS JOIN small.xref AS known
WHERE EXISTS (SELECT 1 FROM concept WHERE id = world * 1000000 + known.concept_id);
INSERT INTO concept_name
SELECT key || trim(mark), world * 1000000 + concept_id FROM worlds CROSS JOIN small.concept_name AS known
WHERE EXISTS (SELECT 1 FROM concept WHERE id = world * 1000000 + known.concept_id);
INSERT INTO form
SELECT world * 1000000 + id, text || mark, key || trim(mark) FROM worlds CROSS JOIN small.form AS known
WHERE EXISTS (SELECT 1 FROM mention WHERE form_id = world * 1000000 + known.id);

CREATE TABLE temp.stated AS
SELECT copy * 1000000 + claim.id AS id, copy * 1000000 + claim.document_id AS document_id,
       CASE WHEN turned THEN there.concept_id ELSE here.concept_id END AS subject_id, predicate_id,
       CASE WHEN turned THEN here.concept_id ELSE there.concept_id END AS object_id,
       direction, aspect, polarity
FROM (
    SELECT copy, claim.id AS claim_id,
           predicate.name IN (SELECT value FROM json_each(:symmetric)) AND (
               SELECT key FROM concept JOIN mention ON mention.concept_id = concept.id
               WHERE mention.id = copy * 1000000 + claim.subject_id
           ) > (
               SELECT key FROM concept JOIN mention ON mention.concept_id = concept.id
               WHERE mention.id = copy * 1000000 + claim.object_id
           ) AS turned
    FROM copies CROSS JOIN small.claim AS claim
    JOIN small.statement AS statement ON statement.id = claim.statement_id
    JOIN small.predicate AS predicate ON predicate.id = statement.predicate_id
)
CROSS JOIN small.claim AS claim ON claim.id = claim_id
JOIN small.statement AS statement ON statement.id = claim.statement_id
JOIN mention AS here ON here.id = copy * 1000000 + claim.subject_id
JOIN mention AS there ON there.id = copy * 1000000 + claim.object_id;

INSERT INTO statement (subject_id, object_id, predicate_id, direction, aspect, polarity)
SELECT DISTINCT subject_id, object_id, predicate_id, direction, aspect, polarity FROM temp.stated;

INSERT INTO claim
SELECT stated.id, printf('%04x%s', stated.id / 1000000, said.key), stated.document_id, statement.id,
       stated.id / 1000000 * 1000000 + sentence_id, stated.id / 1000000 * 1000000 + said.subject_id,
       stated.id / 1000000 * 1000000 + said.object_id, certainty, kind, section, dated.year, score, extractor
FROM temp.stated AS stated
CROSS JOIN small.claim AS said ON said.id = stated.id % 1000000
CROSS JOIN document AS dated ON dated.id = stated.document_id
CROSS JOIN statement ON statement.subject_id = stated.subject_id AND statement.predicate_id = stated.predicate_id
    AND statement.object_id = stated.object_id AND statement.direction = stated.direction
    AND statement.aspect = stated.aspect AND statement.polarity = stated.polarity;

INSERT INTO cue
SELECT copy * 1000000 + claim_id, position, role, start, stop, text FROM copies CROSS JOIN small.cue;
INSERT INTO context
SELECT copy * 1000000 + claim_id, position, role, start, stop, text, copy * 1000000 + mention_id
FROM copies CROSS JOIN small.context;

CREATE TABLE temp.joined (concept_id INTEGER PRIMARY KEY, n_claims INTEGER, n_documents INTEGER);
INSERT INTO temp.joined
SELECT concept_id, count(*) AS n_claims, count(DISTINCT document_id) AS n_documents FROM (
    SELECT subject_id AS concept_id, document_id FROM temp.stated
    UNION ALL SELECT object_id, document_id FROM temp.stated WHERE object_id <> subject_id
) GROUP BY concept_id;
UPDATE concept SET
    n_claims = ifnull((SELECT joined.n_claims FROM temp.joined WHERE concept_id = concept.id), 0),
    n_documents = ifnull((SELECT joined.n_documents FROM temp.joined WHERE concept_id = concept.id), 0);
