INSERT INTO remark (id, version, finding, kind, is_public, person, text, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
