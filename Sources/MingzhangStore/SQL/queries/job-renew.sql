UPDATE job SET claimed_until = $3 WHERE id = $1 AND claimed_by = $2 AND state = 'running'
