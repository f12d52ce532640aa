SELECT * FROM person ORDER BY login
