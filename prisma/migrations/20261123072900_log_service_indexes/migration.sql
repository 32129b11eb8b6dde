-- A service that is seldom called is found without reading every line of the window. Without the time in them these
-- indexes hold each name once with a list of its lines: some ten bytes a line.
CREATE INDEX access_logs_source_service ON access_logs (source_canonical_service);
CREATE INDEX access_logs_destination_service ON access_logs (destination_canonical_service);
CREATE INDEX access_logs_service_name ON access_logs (destination_service_name);
