SELECT fiscal_year, kind, MIN(published_at) AS first FROM version
WHERE state IN ('published', 'superseded') AND organisation = $1 GROUP BY fiscal_year, kind
