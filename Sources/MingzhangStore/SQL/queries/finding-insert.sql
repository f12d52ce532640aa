INSERT INTO finding (version, ordinal, identity, rule, severity, page, json) VALUES ($1, $2, $3, $4, $5, $6, $7)
