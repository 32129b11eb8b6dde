import { Counter, Gauge, type Registry } from 'prom-client';
import type { Agent } from '../runtime/agent';
import { AGENT_VERSION } from '../runtime/agent-version';

/** The agent's own state as metrics, read when somebody scrapes. */
export function registerAgentMetrics(registry: Registry, agent: Agent): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const { buffer, config, recorder, uplink } = agent;
  const proxies = (key: keyof (typeof agent.carriers)[number]['gauges']) => () =>
    agent.carriers.reduce((sum, carrier) => sum + carrier.gauges[key], 0);

  new Gauge({
    name: 'istio_build',
    help: 'Build of the proxy.',
    labelNames: ['component', 'tag'],
    registers: [registry],
  }).set({ component: 'proxy', tag: `meshscope-${AGENT_VERSION}` }, 1);

  gauge('meshscope_agent_connected', 'Whether the console takes telemetry now.', () =>
    Number(uplink.isConnected),
  );
  counter('meshscope_agent_connects_total', 'Connections to the console.', () => uplink.state.connects);
  counter(
    'meshscope_agent_connection_failures_total',
    'Lost or refused connections.',
    () => uplink.state.failures,
  );
  counter(
    'meshscope_agent_bad_messages_total',
    'Messages of the console that made no sense.',
    () => uplink.state.badMessages,
  );
  gauge(
    'meshscope_agent_config_revision',
    'Revision of the configuration in use.',
    () => config.snapshot.revision,
  );
  counter('meshscope_agent_config_refusals_total', 'Configurations refused.', () => config.refusals);

  const { identity } = agent;
  const refused = new Counter({
    name: 'meshscope_agent_refused_peers_total',
    help: 'Connections turned away because of how they were secured.',
    labelNames: ['reason'],
    registers: [registry],
    collect: () => {
      refused.reset();
      for (const [reason, count] of Object.entries(agent.tls.refusals.counts)) refused.inc({ reason }, count);
    },
  });
  gauge('meshscope_agent_certificate_expiry_seconds', 'Until the certificate ends; 0 without one.', () =>
    Math.max(0, Math.floor(((identity.current?.notAfterMs ?? 0) - Date.now()) / 1_000)),
  );
  counter('meshscope_agent_certificates_total', 'Certificates taken.', () => identity.renewals);
  counter(
    'meshscope_agent_certificate_refusals_total',
    'Requests for a certificate that failed.',
    () => identity.refusals,
  );

  gauge('meshscope_agent_buffer_bytes', 'Telemetry waiting for the console.', () => buffer.bytes);
  gauge('meshscope_agent_buffer_limit_bytes', 'Bound of that in memory.', () => buffer.limitBytes);
  gauge('meshscope_agent_unacked_batches', 'Batches waiting for their acknowledgement.', () => buffer.length);
  counter('meshscope_agent_acked_batches_total', 'Batches acknowledged.', () => buffer.ackedBatches);
  new Counter({
    name: 'meshscope_agent_dropped_total',
    help: 'Telemetry lost for want of room.',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [kind, count] of Object.entries(buffer.drops)) this.inc({ kind }, count);
      this.inc({ kind: 'log_file_lines' }, agent.accessLogFile?.dropped ?? 0);
    },
  });
  const { collector } = recorder;
  gauge(
    'meshscope_agent_kept_spans',
    'Spans kept for when they are asked for.',
    () => collector?.ring.spans ?? 0,
  );
  gauge('meshscope_agent_kept_span_bytes', 'Memory they take.', () => collector?.ring.bytes ?? 0);
  counter(
    'meshscope_agent_kept_spans_evicted_total',
    'Kept spans that gave way before their time for want of room.',
    () => collector?.ring.evicted ?? 0,
  );
  counter(
    'meshscope_agent_collected_spans_total',
    'Kept spans that were asked for.',
    () => collector?.collected ?? 0,
  );
  counter(
    'meshscope_agent_trace_alerts_total',
    'Traces the console was told of.',
    () => collector?.alerts.raised ?? 0,
  );
  counter(
    'meshscope_agent_trace_alerts_suppressed_total',
    'Traces beyond the bound of alerts.',
    () => collector?.alerts.suppressed ?? 0,
  );
  counter('meshscope_agent_span_bytes_total', 'Bytes of spans in batches.', () => buffer.spanBytes);
  gauge('meshscope_agent_series', 'Label sets in use.', () => recorder.seriesCount);
  counter(
    'meshscope_agent_overflowed_total',
    'Requests and connections counted in an overflow series.',
    () => recorder.overflowed,
  );
  counter('meshscope_agent_unrecorded_total', 'Exchanges that could not be recorded.', () => recorder.failed);

  gauge(
    'meshscope_agent_downstream_connections',
    'Connections from clients.',
    proxies('downstreamConnections'),
  );
  gauge('meshscope_agent_upstream_connections', 'Connections to upstreams.', proxies('upstreamConnections'));
  gauge('meshscope_agent_requests_in_flight', 'Requests being served.', proxies('requestsInFlight'));
  gauge(
    'meshscope_agent_tunnels',
    'Open connections that are not HTTP: TCP, CONNECT, upgraded.',
    proxies('tunnels'),
  );
  counter(
    'meshscope_agent_refused_connections_total',
    'Connections closed for want of room.',
    proxies('refusedConnections'),
  );

  counter('process_cpu_seconds_total', 'CPU time of the agent.', () => cpuSeconds());
  gauge('process_resident_memory_bytes', 'Memory of the agent.', () => process.memoryUsage.rss());
  gauge('process_start_time_seconds', 'Start of the agent.', () => agent.startedAtMs / 1_000);
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
