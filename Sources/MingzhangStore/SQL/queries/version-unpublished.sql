SELECT * FROM version WHERE state IN ('draft', 'submitted', 'returned', 'approved') ORDER BY id DESC
