SELECT * FROM version WHERE file = $1 ORDER BY id
