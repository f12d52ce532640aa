INSERT INTO amount_key (key, version) VALUES ($1, $2) ON CONFLICT DO NOTHING
