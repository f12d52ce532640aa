-- the same for the lines from $14 up to, but not including, $15
SELECT v.id AS version, v.organisation, v.fiscal_year, v.kind AS book, v.number, v.file, v.is_sample, s.kind AS statement_kind, s.title AS statement_title, s.unit, c.statement, c.row_index, c.column_index, c.line, c.column_key, c.side, c.caption, c.printed, c.reading, c.fen, c.slack, c.page, c.place
FROM version v CROSS JOIN cell c CROSS JOIN statement s
WHERE c.version = v.id AND s.version = v.id AND s.ordinal = c.statement AND c.line COLLATE "C" >= $14 AND c.line COLLATE "C" < $15 AND CASE v.state WHEN 'published' THEN 1 WHEN 'superseded' THEN CASE WHEN v.id = $8 THEN 1 ELSE 0 END ELSE 0 END = 1 AND c.fen IS NOT NULL AND v.id >= $1 AND (v.id, s.ordinal, c.row_index, c.column_index) > ($1, $2, $3, $4)
AND (CAST($5 AS TEXT) IS NULL OR v.organisation = $5) AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || v.organisation || ',%')
AND (CAST($7 AS BIGINT) IS NULL OR v.fiscal_year = $7) AND (CAST($8 AS BIGINT) IS NULL OR v.id = $8) AND (CAST($9 AS TEXT) IS NULL OR v.kind = $9)
AND (CAST($10 AS TEXT) IS NULL OR s.kind = $10) AND (CAST($11 AS TEXT) IS NULL OR c.column_key = $11)
AND (CAST($12 AS TEXT) IS NULL OR c.column_key = $12 OR c.line = 'source:' || $12 OR ($12 = 'generalPublicBudget' AND s.kind IN ('generalPublicBudgetExpenditure', 'generalPublicBudgetBasicExpenditure'))
  OR ($12 = 'governmentFund' AND s.kind = 'governmentFundExpenditure') OR ($12 = 'stateCapitalOperations' AND s.kind = 'stateCapitalOperationsExpenditure'))
AND (CAST($11 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM amount_key k WHERE k.version = v.id AND k.key = $11))
AND (CAST($12 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM amount_key k WHERE k.version = v.id
  AND k.key IN ($12, 'source:' || $12, 'statement:' || $12 || 'Expenditure', 'statement:' || $12 || 'BasicExpenditure')))
ORDER BY v.id, s.ordinal, c.row_index, c.column_index LIMIT $13
