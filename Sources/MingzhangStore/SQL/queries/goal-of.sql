SELECT * FROM goal WHERE version = $1 ORDER BY ordinal
