INSERT INTO file (sha256, byte_count, media_type, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
