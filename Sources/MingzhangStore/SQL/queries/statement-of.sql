SELECT * FROM statement WHERE version = $1 ORDER BY ordinal
