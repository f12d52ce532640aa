UPDATE version SET publish_at = NULL, published_by = NULL, erratum = NULL, revision = revision + 1 WHERE id = $1 AND revision = $2 AND state = 'approved'
