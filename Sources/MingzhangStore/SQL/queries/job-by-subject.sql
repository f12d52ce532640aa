SELECT * FROM job WHERE kind = $1 AND subject = $2 ORDER BY id DESC LIMIT 1
