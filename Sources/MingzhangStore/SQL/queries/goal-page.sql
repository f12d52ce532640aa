SELECT v.organisation, v.fiscal_year, v.kind AS book, g.* FROM version v CROSS JOIN goal g
WHERE g.version = v.id AND (v.state = 'published' OR (v.state = 'superseded' AND v.id = $6)) AND v.id >= $1 AND (v.id, g.ordinal) > ($1, $2)
AND (CAST($3 AS TEXT) IS NULL OR v.organisation = $3) AND (CAST($4 AS TEXT) IS NULL OR $4 LIKE '%,' || v.organisation || ',%')
AND (CAST($5 AS BIGINT) IS NULL OR v.fiscal_year = $5) AND (CAST($6 AS BIGINT) IS NULL OR v.id = $6) AND (CAST($7 AS TEXT) IS NULL OR v.kind = $7)
ORDER BY v.id, g.ordinal LIMIT $8
