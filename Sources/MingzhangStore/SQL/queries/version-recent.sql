SELECT * FROM version WHERE state IN ('published', 'superseded') ORDER BY published_at DESC, id DESC LIMIT $1
