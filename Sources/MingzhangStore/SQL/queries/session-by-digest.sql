SELECT s.person, s.csrf, s.expires_at, p.login, p.name FROM session s JOIN person p ON p.id = s.person
WHERE s.digest = $1 AND s.expires_at > $2 AND p.is_active = 1
