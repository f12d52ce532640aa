DELETE FROM goal WHERE version = $1
