INSERT INTO deadline (organisation, fiscal_year, kind, approved_on, due_on, note) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (organisation, fiscal_year, kind) DO UPDATE SET approved_on = excluded.approved_on, due_on = excluded.due_on, note = excluded.note
