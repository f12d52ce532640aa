SELECT sequence, digest FROM audit ORDER BY sequence DESC LIMIT 1
