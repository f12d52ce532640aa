UPDATE version SET organisation = $3, fiscal_year = $4, kind = $5, revision = revision + 1
WHERE id = $1 AND revision = $2 AND state IN ('draft', 'returned')
