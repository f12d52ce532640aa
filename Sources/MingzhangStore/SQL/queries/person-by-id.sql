SELECT * FROM person WHERE id = $1
