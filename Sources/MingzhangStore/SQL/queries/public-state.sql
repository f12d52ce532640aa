SELECT COALESCE(MAX(sequence), 0) AS last, (SELECT COUNT(*) FROM rendition) AS renditions FROM audit
WHERE action IN ('version.publish', 'organisation.keep', 'deadline.set', 'remark.reply', 'remark.acceptance')
