SELECT * FROM version WHERE state = 'published' ORDER BY fiscal_year DESC, kind, organisation
