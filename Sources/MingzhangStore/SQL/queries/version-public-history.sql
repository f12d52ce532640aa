SELECT * FROM version WHERE state IN ('published', 'superseded') AND organisation = $1 AND fiscal_year = $2 AND kind = $3
ORDER BY number DESC
