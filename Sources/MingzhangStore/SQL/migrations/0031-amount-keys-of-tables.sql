-- And the kinds of tables, of which some are of one fund.
INSERT INTO amount_key (key, version) SELECT DISTINCT 'statement:' || s.kind, s.version FROM statement s
WHERE EXISTS (SELECT 1 FROM cell c WHERE c.version = s.version AND c.statement = s.ordinal AND c.fen IS NOT NULL);
