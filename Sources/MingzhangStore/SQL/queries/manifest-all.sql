SELECT * FROM manifest ORDER BY number
