-- What a claim store on a PostgreSQL server has besides the tables of store_schema.sql: what their SQL calls by
-- SQLite's names. Written for this project.

CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

CREATE COLLATION "BINARY" FROM "C";

CREATE FUNCTION json_extract(document text, path text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN jsonb_path_query_first(document::jsonb, replace(path, '#-1', 'last')::jsonpath) #>> '{}';
