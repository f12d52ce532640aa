INSERT INTO goal (version, ordinal, project, json) VALUES ($1, $2, $3, $4)
