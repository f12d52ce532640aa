INSERT INTO job (id, kind, subject, state, run_at, created_at) VALUES ($1, $2, $3, 'waiting', $4, $5) ON CONFLICT DO NOTHING
