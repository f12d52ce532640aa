UPDATE job SET state = 'done', finished_at = $3, claimed_until = NULL, problem = NULL WHERE id = $1 AND claimed_by = $2 AND state = 'running'
