SELECT * FROM cell WHERE version = $1 ORDER BY statement, row_index, column_index
