SELECT * FROM passage WHERE version = $1 ORDER BY ordinal
