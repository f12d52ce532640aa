UPDATE version SET state = $3, revision = revision + 1,
submitted_by = COALESCE($4, submitted_by), submitted_at = COALESCE($5, submitted_at),
approved_by = COALESCE($6, approved_by), approved_at = COALESCE($7, approved_at), wished_at = $8,
publish_at = NULL, published_by = NULL, erratum = NULL
WHERE id = $1 AND revision = $2
