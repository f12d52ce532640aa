SELECT * FROM deadline ORDER BY due_on, organisation
