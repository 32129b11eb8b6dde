-- Both ends of a TCP connection write a line; they are told to belong together by the connection's addresses. Requests are by their trace.
CREATE INDEX access_logs_connections ON access_logs (downstream_remote_address) WHERE trace_id IS NULL AND reporter = 'destination';
