INSERT INTO manifest (number, created_at, content, signature) VALUES ($1, $2, $3, $4)
