-- When the reviewer would have the version become public; the publisher decides.
ALTER TABLE version ADD COLUMN wished_at BIGINT;
