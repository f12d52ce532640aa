SELECT * FROM passage WHERE version = $1 AND kind = $2 ORDER BY ordinal
