SELECT * FROM finding WHERE version = $1 ORDER BY ordinal
