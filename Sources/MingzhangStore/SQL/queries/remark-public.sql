SELECT r.*, NULL AS person_name FROM remark r WHERE r.version = $1 AND r.is_public = 1 AND r.kind = 'reply' ORDER BY r.created_at, r.id
