SELECT r.*, f.byte_count, f.media_type FROM version v JOIN rendition r ON r.version = v.id JOIN file f ON f.sha256 = r.file
WHERE v.state = 'published' AND v.fiscal_year = $1 ORDER BY r.version, r.format
