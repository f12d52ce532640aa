INSERT INTO passage (version, ordinal, kind, level, heading, text, page, place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
