-- Lines of applications' own logs, as they come over OTLP.
CREATE TABLE application_logs (
    ts TIMESTAMPTZ NOT NULL,
    severity INTEGER NOT NULL,
    severity_text TEXT NOT NULL,
    body TEXT NOT NULL,
    trace_id UUID,
    span_id BYTEA,
    service TEXT NOT NULL,
    namespace TEXT NOT NULL,
    workload TEXT NOT NULL,
    version TEXT NOT NULL,
    tags JSONB NOT NULL
) PARTITION BY RANGE (ts);
CREATE INDEX application_logs_ts ON application_logs (ts);
CREATE INDEX application_logs_trace ON application_logs (trace_id) WHERE trace_id IS NOT NULL;
CREATE INDEX application_logs_service ON application_logs (service, ts);
