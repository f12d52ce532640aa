-- The columns, and the lines of funds, in which a version has amounts: books without the one that is asked for are passed over.
CREATE TABLE amount_key (
  key TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (key, version)
);
CREATE INDEX amount_key_version ON amount_key (version);
INSERT INTO amount_key (key, version) SELECT DISTINCT column_key, version FROM cell WHERE column_key IS NOT NULL AND fen IS NOT NULL;
INSERT INTO amount_key (key, version) SELECT DISTINCT line, version FROM cell WHERE line LIKE 'source:%' AND fen IS NOT NULL
ON CONFLICT DO NOTHING;
