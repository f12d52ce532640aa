SELECT kind, state, COUNT(*) AS n FROM job GROUP BY kind, state ORDER BY kind, state
