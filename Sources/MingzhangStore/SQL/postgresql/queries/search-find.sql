SELECT s.organisation, s.fiscal_year, s.kind, s.version, s.what, s.target, s.text FROM search s JOIN version v ON v.id = s.version AND v.state = 'published'
WHERE s.spaced @@ phraseto_tsquery('simple', $1) AND (CAST($2 AS TEXT) IS NULL OR s.organisation = $2) AND (CAST($3 AS BIGINT) IS NULL OR s.fiscal_year = $3)
AND (CAST($6 AS TEXT) IS NULL OR s.what = $6)
ORDER BY v.published_at DESC, s.version DESC, CASE s.what WHEN 'statement' THEN 0 WHEN 'line' THEN 1 WHEN 'project' THEN 3 ELSE 2 END, s.what, s.target LIMIT $4 OFFSET $5
