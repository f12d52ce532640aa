-- Every character is a word of its own (the store puts spaces between them), so a phrase finds any run of characters.
CREATE TABLE search (
  spaced TSVECTOR NOT NULL,
  organisation TEXT, fiscal_year BIGINT, kind TEXT, version BIGINT, what TEXT, target TEXT, text TEXT
);
CREATE INDEX search_spaced ON search USING GIN (spaced);
CREATE INDEX search_version ON search (version);
