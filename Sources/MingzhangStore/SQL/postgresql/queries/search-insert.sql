INSERT INTO search (spaced, organisation, fiscal_year, kind, version, what, target, text) VALUES (to_tsvector('simple', $1), $2, $3, $4, $5, $6, $7, $8)
