-- newest publication first: the index is walked backwards and left as soon as the page is full
SELECT s.organisation, s.fiscal_year, s.kind, s.version, s.what, s.target, s.text FROM search s JOIN version v ON v.id = s.version AND v.state = 'published'
WHERE s.spaced MATCH $1 AND (CAST($2 AS TEXT) IS NULL OR s.organisation = $2) AND (CAST($3 AS BIGINT) IS NULL OR s.fiscal_year = $3)
AND (CAST($6 AS TEXT) IS NULL OR s.what = $6)
ORDER BY s.rowid DESC LIMIT $4 OFFSET $5
