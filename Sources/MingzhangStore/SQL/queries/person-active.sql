UPDATE person SET is_active = $2 WHERE id = $1
