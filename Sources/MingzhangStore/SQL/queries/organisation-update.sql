UPDATE organisation SET parent = $2, kind = $3, name = $4, folded = $5, initials = $6, region = $7, position = $8, is_active = $9
WHERE id = $1
