DELETE FROM passage WHERE version = $1
