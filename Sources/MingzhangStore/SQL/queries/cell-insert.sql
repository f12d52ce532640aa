INSERT INTO cell (version, statement, row_index, column_index, line, column_key, side, caption, printed, reading, fen, slack, page, place)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
