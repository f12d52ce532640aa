-- The last entry of each kind that changes what the public sees is asked for with every page.
CREATE INDEX audit_action ON audit (action, sequence);
-- 名词解释 of everything public
CREATE INDEX passage_kind ON passage (kind, version);
