SELECT pg_advisory_xact_lock(710927) IS NULL AS one
