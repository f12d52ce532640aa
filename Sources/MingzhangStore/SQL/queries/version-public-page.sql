SELECT * FROM version WHERE id > $1 AND (state = 'published' OR (state = 'superseded' AND $2 = 1))
AND (CAST($3 AS TEXT) IS NULL OR organisation = $3) AND (CAST($4 AS TEXT) IS NULL OR $4 LIKE '%,' || organisation || ',%')
AND (CAST($5 AS BIGINT) IS NULL OR fiscal_year = $5) AND (CAST($6 AS TEXT) IS NULL OR kind = $6)
AND (CAST($7 AS BIGINT) IS NULL OR id = $7) ORDER BY id LIMIT $8
