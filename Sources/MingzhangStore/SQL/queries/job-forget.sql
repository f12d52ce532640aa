DELETE FROM job WHERE state = 'done' AND finished_at < $1
