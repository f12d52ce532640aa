SELECT person, organisation, role FROM membership ORDER BY person, organisation, role
