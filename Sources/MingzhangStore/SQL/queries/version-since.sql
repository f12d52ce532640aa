SELECT * FROM version WHERE id >= $1 AND created_by = $2 ORDER BY id
