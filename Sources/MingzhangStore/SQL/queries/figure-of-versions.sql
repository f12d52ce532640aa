SELECT v.organisation, v.fiscal_year, v.kind AS book, s.kind AS statement_kind, s.ordinal, c.row_index, c.column_index, c.line, c.column_key, c.side, c.caption, c.fen, c.slack, c.printed
FROM version v JOIN statement s ON s.version = v.id JOIN cell c ON c.version = v.id AND c.statement = s.ordinal
WHERE v.id = $1 AND c.fen IS NOT NULL ORDER BY s.ordinal, c.row_index, c.column_index
