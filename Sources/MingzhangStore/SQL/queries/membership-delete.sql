DELETE FROM membership WHERE person = $1 AND organisation = $2 AND role = $3
