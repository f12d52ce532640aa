SELECT subject, state, attempts FROM job WHERE kind = $1 AND state IN ('waiting', 'running')
