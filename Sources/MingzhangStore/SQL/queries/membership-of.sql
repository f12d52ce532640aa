SELECT organisation, role FROM membership WHERE person = $1 ORDER BY organisation, role
