SELECT organisation, MIN(published_at) AS first FROM version
WHERE state IN ('published', 'superseded') AND fiscal_year = $1 AND kind = $2 GROUP BY organisation
