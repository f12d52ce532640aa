SELECT state, examination, COUNT(*) AS n FROM version GROUP BY state, examination
