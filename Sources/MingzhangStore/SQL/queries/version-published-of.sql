SELECT * FROM version WHERE organisation = $1 AND state = 'published' ORDER BY fiscal_year, kind
