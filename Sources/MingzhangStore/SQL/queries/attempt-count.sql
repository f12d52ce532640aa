SELECT COUNT(*) AS n FROM attempt WHERE key = $1 AND at > $2
