UPDATE version SET erratum = $2 WHERE id = $1
