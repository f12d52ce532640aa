UPDATE version SET state = 'superseded', revision = revision + 1 WHERE id = $1 AND state = 'published'
