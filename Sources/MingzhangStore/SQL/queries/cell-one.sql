SELECT * FROM cell WHERE version = $1 AND statement = $2 AND row_index = $3 AND column_index = $4
