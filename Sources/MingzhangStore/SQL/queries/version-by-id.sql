SELECT * FROM version WHERE id = $1
