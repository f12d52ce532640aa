SELECT * FROM organisation ORDER BY position, id
