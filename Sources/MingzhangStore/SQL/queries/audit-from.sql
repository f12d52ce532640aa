SELECT * FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT $2
