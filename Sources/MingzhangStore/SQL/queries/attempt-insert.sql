INSERT INTO attempt (key, at) VALUES ($1, $2)
