SELECT fiscal_year, kind, COUNT(*) AS n FROM version WHERE state = 'published' GROUP BY fiscal_year, kind ORDER BY fiscal_year DESC, kind
