UPDATE job SET state = 'failed', finished_at = $3, claimed_until = NULL, problem = $4 WHERE id = $1 AND claimed_by = $2 AND state = 'running'
