SELECT * FROM version ORDER BY id
