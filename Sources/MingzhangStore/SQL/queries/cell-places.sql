SELECT statement, row_index, column_index, place FROM cell WHERE version = $1 AND place IS NOT NULL ORDER BY statement, row_index, column_index
