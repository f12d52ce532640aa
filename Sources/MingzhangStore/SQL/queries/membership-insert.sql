INSERT INTO membership (person, organisation, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
