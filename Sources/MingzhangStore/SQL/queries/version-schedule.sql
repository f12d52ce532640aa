UPDATE version SET publish_at = $3, published_by = $4, erratum = $5, revision = revision + 1
WHERE id = $1 AND revision = $2 AND state = 'approved'
