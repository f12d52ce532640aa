UPDATE version SET examination = 'failed', problem_zh = $2, problem_en = $3, revision = revision + 1 WHERE id = $1
