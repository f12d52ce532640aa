SELECT s.organisation, s.fiscal_year, s.kind, s.version, s.what, s.target, s.text FROM search s JOIN version v ON v.id = s.version AND v.state = 'published'
WHERE s.fiscal_year = $1 AND s.what IN ('statement', 'line', 'project', 'term', 'heading') ORDER BY s.version, s.what, s.target
