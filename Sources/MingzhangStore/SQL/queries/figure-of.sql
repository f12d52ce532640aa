SELECT v.id AS version, v.organisation, v.fiscal_year, v.kind AS book, v.number, v.file, v.is_sample, s.kind AS statement_kind, s.title AS statement_title, s.unit, c.statement, c.row_index, c.column_index, c.line, c.column_key, c.side, c.caption, c.printed, c.reading, c.fen, c.slack, c.page, c.place
FROM version v CROSS JOIN statement s CROSS JOIN cell c
WHERE v.id = $1 AND s.version = $1 AND c.version = $1 AND c.statement = s.ordinal AND c.fen IS NOT NULL
ORDER BY c.statement, c.row_index, c.column_index
