UPDATE job SET state = 'waiting', run_at = $3, claimed_by = NULL, claimed_until = NULL, problem = $4 WHERE id = $1 AND claimed_by = $2 AND state = 'running'
