SELECT value FROM counter WHERE name = $1
