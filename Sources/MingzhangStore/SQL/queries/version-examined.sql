UPDATE version SET examination = 'done', problem_zh = NULL, problem_en = NULL, disclosure_file = $2, report_file = $3, title = $4, entity = $5,
page_count = $6, errors = $7, warnings = $8, notices = $9, unchecked = $10, revision = revision + 1 WHERE id = $1
