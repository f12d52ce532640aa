INSERT INTO audit (sequence, at, actor, action, subject, detail, previous, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
