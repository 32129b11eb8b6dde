-- What applications say of their spans beyond tags: events, links, the status in words. Sidecars' spans have none of it.
ALTER TABLE spans ADD COLUMN details JSONB;
