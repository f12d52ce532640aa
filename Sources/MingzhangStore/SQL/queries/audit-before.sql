SELECT * FROM audit WHERE sequence < $1 ORDER BY sequence DESC LIMIT $2
