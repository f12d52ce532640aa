SELECT * FROM organisation WHERE id = $1
