SELECT * FROM person WHERE login = $1
