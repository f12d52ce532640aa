SELECT * FROM organisation WHERE folded = $1 AND is_active = 1 ORDER BY position, id
