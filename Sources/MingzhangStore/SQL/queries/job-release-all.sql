UPDATE job SET state = 'waiting', claimed_by = NULL, claimed_until = NULL WHERE state = 'running'
