UPDATE version SET examination = 'waiting', problem_zh = NULL, problem_en = NULL, revision = revision + 1
WHERE id = $1 AND revision = $2 AND examination = 'failed'
