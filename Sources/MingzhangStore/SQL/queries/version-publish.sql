UPDATE version SET state = 'published', revision = revision + 1, published_by = $3, published_at = $4, number = $5, erratum = $6, supersedes = $7, publish_at = NULL
WHERE id = $1 AND revision = $2
