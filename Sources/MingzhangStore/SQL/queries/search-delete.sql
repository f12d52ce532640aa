DELETE FROM search WHERE version = $1
