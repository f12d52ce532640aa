INSERT INTO version (id, organisation, fiscal_year, kind, state, origin, file, file_name, created_by, created_at, is_sample, supersedes)
VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $10, $11)
