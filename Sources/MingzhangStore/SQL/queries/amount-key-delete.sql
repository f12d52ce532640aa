DELETE FROM amount_key WHERE version = $1
