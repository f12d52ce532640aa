DELETE FROM cell WHERE version = $1
