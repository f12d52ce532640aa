UPDATE version SET publish_at = NULL, revision = revision + 1 WHERE id = $1 AND state = 'approved'
