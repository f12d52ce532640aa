SELECT * FROM cell WHERE version = $1 AND statement = $2 ORDER BY row_index, column_index
