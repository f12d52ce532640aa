DELETE FROM finding WHERE version = $1
