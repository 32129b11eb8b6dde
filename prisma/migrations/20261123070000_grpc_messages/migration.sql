-- Messages of gRPC calls; null for series that carried none.
ALTER TABLE points_10s ADD COLUMN request_messages BIGINT, ADD COLUMN response_messages BIGINT;
ALTER TABLE points_1m ADD COLUMN request_messages BIGINT, ADD COLUMN response_messages BIGINT;
ALTER TABLE points_10m ADD COLUMN request_messages BIGINT, ADD COLUMN response_messages BIGINT;
ALTER TABLE points_1h ADD COLUMN request_messages BIGINT, ADD COLUMN response_messages BIGINT;
