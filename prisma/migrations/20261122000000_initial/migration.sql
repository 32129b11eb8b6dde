-- Managed by Prisma

CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "agent" (
    "agent_id" TEXT NOT NULL,
    "hello" JSONB NOT NULL,
    "status" JSONB,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "disconnected_at" TIMESTAMPTZ(3),

    CONSTRAINT "agent_pkey" PRIMARY KEY ("agent_id")
);

CREATE TABLE "mesh_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "mesh_event_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "saved_view_page_name_key" ON "saved_view"("page", "name");

CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

CREATE INDEX "mesh_event_at_id_idx" ON "mesh_event"("at", "id");

-- Telemetry: never touched through Prisma

-- One row a label set; key_hash is the first half of the SHA-256 of the label values joined by NUL.
CREATE TABLE series (
    id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key_hash UUID NOT NULL UNIQUE,
    reporter TEXT NOT NULL,
    source_workload TEXT NOT NULL,
    source_canonical_service TEXT NOT NULL,
    source_canonical_revision TEXT NOT NULL,
    source_workload_namespace TEXT NOT NULL,
    source_principal TEXT NOT NULL,
    source_app TEXT NOT NULL,
    source_version TEXT NOT NULL,
    source_cluster TEXT NOT NULL,
    destination_workload TEXT NOT NULL,
    destination_workload_namespace TEXT NOT NULL,
    destination_principal TEXT NOT NULL,
    destination_app TEXT NOT NULL,
    destination_version TEXT NOT NULL,
    destination_service TEXT NOT NULL,
    destination_canonical_service TEXT NOT NULL,
    destination_canonical_revision TEXT NOT NULL,
    destination_service_name TEXT NOT NULL,
    destination_service_namespace TEXT NOT NULL,
    destination_cluster TEXT NOT NULL,
    request_protocol TEXT NOT NULL,
    response_code TEXT NOT NULL,
    grpc_response_status TEXT NOT NULL,
    response_flags TEXT NOT NULL,
    connection_security_policy TEXT NOT NULL,
    request_operation TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    last_seen_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- The highest committed batch of each start of each agent: what makes a repeated batch change nothing.
CREATE TABLE agent_cursor (
    agent_id TEXT NOT NULL,
    epoch TEXT NOT NULL,
    last_sequence BIGINT NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (agent_id, epoch)
);

-- What the agents sent and the 10 s tier does not hold yet: packed segments, one a flush and bucket.
CREATE TABLE points_journal (
    written_at TIMESTAMPTZ NOT NULL,
    bucket TIMESTAMPTZ NOT NULL,
    payload BYTEA NOT NULL
) PARTITION BY RANGE (written_at);
ALTER TABLE points_journal ALTER COLUMN payload SET STORAGE EXTERNAL;
CREATE INDEX points_journal_bucket ON points_journal (bucket);

CREATE TABLE points_10s (
    bucket TIMESTAMPTZ NOT NULL,
    series INTEGER NOT NULL,
    requests BIGINT NOT NULL,
    duration_us BIGINT NOT NULL,
    request_bytes BIGINT NOT NULL,
    response_bytes BIGINT NOT NULL,
    latency BYTEA,
    tcp_opened BIGINT,
    tcp_closed BIGINT,
    tcp_sent_bytes BIGINT,
    tcp_received_bytes BIGINT,
    PRIMARY KEY (series, bucket)
) PARTITION BY RANGE (bucket);
CREATE INDEX points_10s_bucket ON points_10s (bucket);

CREATE TABLE points_1m (
    bucket TIMESTAMPTZ NOT NULL,
    series INTEGER NOT NULL,
    requests BIGINT NOT NULL,
    duration_us BIGINT NOT NULL,
    request_bytes BIGINT NOT NULL,
    response_bytes BIGINT NOT NULL,
    latency BYTEA,
    tcp_opened BIGINT,
    tcp_closed BIGINT,
    tcp_sent_bytes BIGINT,
    tcp_received_bytes BIGINT,
    PRIMARY KEY (series, bucket)
) PARTITION BY RANGE (bucket);
CREATE INDEX points_1m_bucket ON points_1m (bucket);

CREATE TABLE points_10m (
    bucket TIMESTAMPTZ NOT NULL,
    series INTEGER NOT NULL,
    requests BIGINT NOT NULL,
    duration_us BIGINT NOT NULL,
    request_bytes BIGINT NOT NULL,
    response_bytes BIGINT NOT NULL,
    latency BYTEA,
    tcp_opened BIGINT,
    tcp_closed BIGINT,
    tcp_sent_bytes BIGINT,
    tcp_received_bytes BIGINT,
    PRIMARY KEY (series, bucket)
) PARTITION BY RANGE (bucket);
CREATE INDEX points_10m_bucket ON points_10m (bucket);

CREATE TABLE points_1h (
    bucket TIMESTAMPTZ NOT NULL,
    series INTEGER NOT NULL,
    requests BIGINT NOT NULL,
    duration_us BIGINT NOT NULL,
    request_bytes BIGINT NOT NULL,
    response_bytes BIGINT NOT NULL,
    latency BYTEA,
    tcp_opened BIGINT,
    tcp_closed BIGINT,
    tcp_sent_bytes BIGINT,
    tcp_received_bytes BIGINT,
    PRIMARY KEY (series, bucket)
) PARTITION BY RANGE (bucket);
CREATE INDEX points_1h_bucket ON points_1h (bucket);

-- Everything before rolled_through is in the tier, apart from dirty buckets.
CREATE TABLE tier_state (
    tier TEXT PRIMARY KEY,
    rolled_through TIMESTAMPTZ NOT NULL
);

-- Buckets of the coarser tiers that have to be computed (again) from the next finer tier.
CREATE TABLE dirty_bucket (
    tier TEXT NOT NULL,
    bucket TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (tier, bucket)
);

-- Envoy's access-log fields under their own names; n tells lines of the same microsecond apart.
CREATE TABLE access_logs (
    ts TIMESTAMPTZ NOT NULL,
    n INTEGER NOT NULL,
    response_code INTEGER NOT NULL,
    duration_us BIGINT NOT NULL,
    duration DOUBLE PRECISION NOT NULL,
    upstream_service_time DOUBLE PRECISION,
    bytes_received BIGINT NOT NULL,
    bytes_sent BIGINT NOT NULL,
    trace_id UUID,
    span_id BYTEA,
    reporter TEXT NOT NULL,
    source_workload TEXT NOT NULL,
    source_workload_namespace TEXT NOT NULL,
    source_canonical_service TEXT NOT NULL,
    source_canonical_revision TEXT NOT NULL,
    destination_workload TEXT NOT NULL,
    destination_workload_namespace TEXT NOT NULL,
    destination_canonical_service TEXT NOT NULL,
    destination_canonical_revision TEXT NOT NULL,
    destination_service TEXT NOT NULL,
    destination_service_name TEXT NOT NULL,
    destination_service_namespace TEXT NOT NULL,
    request_protocol TEXT NOT NULL,
    request_operation TEXT NOT NULL,
    response_flags TEXT NOT NULL,
    grpc_response_status TEXT,
    method TEXT,
    path TEXT,
    protocol TEXT,
    authority TEXT,
    request_id TEXT,
    user_agent TEXT,
    route_name TEXT,
    response_code_details TEXT,
    connection_termination_details TEXT,
    upstream_transport_failure_reason TEXT,
    x_forwarded_for TEXT,
    upstream_host TEXT,
    upstream_cluster TEXT,
    upstream_local_address TEXT,
    downstream_local_address TEXT,
    downstream_remote_address TEXT,
    requested_server_name TEXT
) PARTITION BY RANGE (ts);
CREATE INDEX access_logs_ts ON access_logs (ts);
CREATE INDEX access_logs_trace ON access_logs (trace_id);
CREATE INDEX access_logs_failed ON access_logs (ts) WHERE response_code >= 500 OR response_code = 0;

CREATE TABLE spans (
    ts TIMESTAMPTZ NOT NULL,
    trace_id UUID NOT NULL,
    span_id BYTEA NOT NULL,
    parent_span_id BYTEA,
    duration_us BIGINT NOT NULL,
    response_code INTEGER,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    name TEXT NOT NULL,
    service TEXT NOT NULL,
    namespace TEXT NOT NULL,
    workload TEXT NOT NULL,
    version TEXT NOT NULL,
    tags JSONB NOT NULL
) PARTITION BY RANGE (ts);
CREATE INDEX spans_ts ON spans (ts);
CREATE INDEX spans_trace ON spans (trace_id);
CREATE INDEX spans_failed ON spans (ts) WHERE status = 'error';
