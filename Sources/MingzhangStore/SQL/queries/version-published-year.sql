SELECT * FROM version WHERE state = 'published' AND fiscal_year = $1 AND kind = $2 ORDER BY organisation
