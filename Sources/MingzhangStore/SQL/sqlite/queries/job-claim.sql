UPDATE job SET state = 'running', claimed_by = $1, claimed_until = $2, attempts = attempts + 1
WHERE id = (SELECT id FROM job WHERE (state = 'waiting' AND run_at <= $3) OR (state = 'running' AND claimed_until < $3) ORDER BY run_at, id LIMIT 1)
RETURNING id, kind, subject, attempts
