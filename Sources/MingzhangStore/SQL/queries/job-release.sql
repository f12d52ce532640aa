UPDATE job SET state = 'waiting', claimed_by = NULL, claimed_until = NULL, attempts = attempts - 1 WHERE claimed_by = $1 AND state = 'running'
