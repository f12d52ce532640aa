DELETE FROM statement WHERE version = $1
