SELECT r.*, f.byte_count, f.media_type FROM rendition r JOIN file f ON f.sha256 = r.file WHERE r.version = $1 ORDER BY r.format
