SELECT * FROM version WHERE organisation = $1 AND fiscal_year = $2 AND kind = $3 AND state = 'published'
