SELECT f.rule, f.severity, COUNT(*) AS n, COUNT(DISTINCT f.version) AS documents FROM finding f JOIN version v ON v.id = f.version
WHERE v.fiscal_year = $1 AND v.kind = $2 AND v.state <> 'superseded' GROUP BY f.rule, f.severity ORDER BY n DESC, f.rule LIMIT $3
