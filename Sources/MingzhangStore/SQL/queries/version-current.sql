SELECT * FROM version WHERE organisation IS NOT NULL AND fiscal_year IS NOT NULL AND state <> 'superseded' ORDER BY id
