SELECT COUNT(*) AS n FROM version
WHERE (CAST($1 AS TEXT) IS NULL OR state = $1) AND (CAST($2 AS BIGINT) IS NULL OR fiscal_year = $2)
AND (CAST($3 AS TEXT) IS NULL OR kind = $3) AND (CAST($4 AS TEXT) IS NULL OR organisation = $4)
AND (CAST($5 AS TEXT) IS NULL OR file_name LIKE $5)
AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '% ' || organisation || ' %' OR (organisation IS NULL AND created_by = $7))
