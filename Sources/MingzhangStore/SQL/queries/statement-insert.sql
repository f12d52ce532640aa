INSERT INTO statement (version, ordinal, kind, title, unit, first_page, last_page, holding, tried, columns_json, lines_json, notes_json)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
