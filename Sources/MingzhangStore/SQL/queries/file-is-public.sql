SELECT 1 AS yes FROM version WHERE state IN ('published', 'superseded') AND file = $1
UNION SELECT 1 FROM rendition r JOIN version v ON v.id = r.version WHERE r.file = $1 AND v.state IN ('published', 'superseded')
