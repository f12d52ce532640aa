SELECT * FROM statement WHERE version = $1 AND ordinal = $2
