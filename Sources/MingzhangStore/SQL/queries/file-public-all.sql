SELECT v.id AS version, v.organisation, v.fiscal_year, v.kind, v.number, v.state, v.published_at, v.is_sample, 'original' AS format, f.sha256, v.file_name, f.byte_count, f.media_type
FROM version v JOIN file f ON f.sha256 = v.file WHERE v.state IN ('published', 'superseded')
UNION ALL
SELECT v.id, v.organisation, v.fiscal_year, v.kind, v.number, v.state, v.published_at, v.is_sample, r.format, f.sha256, r.file_name, f.byte_count, f.media_type
FROM version v JOIN rendition r ON r.version = v.id JOIN file f ON f.sha256 = r.file WHERE v.state IN ('published', 'superseded')
ORDER BY 1, 9
