SELECT * FROM version WHERE state = 'approved' AND publish_at IS NOT NULL AND publish_at <= $1 ORDER BY publish_at, id
