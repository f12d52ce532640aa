SELECT p.heading, p.text, COUNT(*) AS books, MAX(v.id) AS version, MIN(p.ordinal) AS ordinal FROM passage p JOIN version v ON v.id = p.version
WHERE p.kind = 'term' AND v.state = 'published' GROUP BY p.heading, p.text ORDER BY p.heading, books DESC, version DESC
