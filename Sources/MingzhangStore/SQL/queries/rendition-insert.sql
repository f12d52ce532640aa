INSERT INTO rendition (version, format, file, file_name) VALUES ($1, $2, $3, $4)
ON CONFLICT (version, format) DO UPDATE SET file = excluded.file, file_name = excluded.file_name
