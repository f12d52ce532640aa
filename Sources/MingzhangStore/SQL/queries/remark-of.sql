SELECT r.*, p.name AS person_name FROM remark r LEFT JOIN person p ON p.id = r.person WHERE r.version = $1 ORDER BY r.created_at, r.id
