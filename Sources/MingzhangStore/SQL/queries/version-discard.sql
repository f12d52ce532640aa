DELETE FROM version WHERE id = $1 AND revision = $2 AND state = 'draft' AND submitted_at IS NULL
