SELECT * FROM audit WHERE subject = $1 ORDER BY sequence
