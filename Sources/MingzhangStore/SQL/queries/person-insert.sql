INSERT INTO person (id, login, name, password, is_active, created_at) VALUES ($1, $2, $3, $4, 1, $5)
