INSERT INTO organisation (id, parent, kind, name, folded, initials, region, position, is_sample, is_active)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)
