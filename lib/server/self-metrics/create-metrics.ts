import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Denials } from '../auth/denials';
import type { CertificateCounters } from '../ca/certificate-counters';
import type { TraceDesk } from '../collect/trace-desk';
import type { IngestCounters } from '../ingest/ingest-counters';
import type { SinkCounters } from '../store/contract/telemetry-sink';
import type { HttpCounters } from './http-counters';

export interface MetricsSources {
  version: string;
  ingest: IngestCounters;
  certificates: CertificateCounters;
  denials: Denials;
  traces: Pick<TraceDesk, 'counters'>;
  http: HttpCounters;
  sink: () => SinkCounters;
  agents: () => number;
  pendingBatches: () => number;
  pendingBytes: () => number;
  hotWindow: () => { bytes: number; series: number };
  live: () => {
    browsers: number;
    subscriptions: number;
    skippedUpdates: number;
    builds: number;
    buildSeconds: number;
  };
}

/** The console's own metrics; numbers that are kept elsewhere are read when somebody scrapes. */
export interface Metrics {
  read(): Promise<string>;
  observeCommit(seconds: number): void;
}

const COMMIT_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Registers everything under `meshscope_console_`. */
export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, read: () => number): void => {
    const metric = new Counter({
      name: `meshscope_console_${name}`,
      help,
      registers: [registry],
      collect: () => {
        metric.reset();
        metric.inc(read());
      },
    });
  };
  const gauge = (name: string, help: string, read: () => number): void => {
    const metric = new Gauge({
      name: `meshscope_console_${name}`,
      help,
      registers: [registry],
      collect: () => {
        metric.set(read());
      },
    });
  };
  addIngest(sources, counter, gauge);
  addStore(sources, counter, gauge);
  addLabelled(sources, registry);
  gauge('live_browsers', 'Browsers that follow live documents.', () => sources.live().browsers);
  gauge('live_subscriptions', 'Live documents that are followed.', () => sources.live().subscriptions);
  counter(
    'live_skipped_updates_total',
    'Updates left out for slow browsers.',
    () => sources.live().skippedUpdates,
  );
  counter('live_builds_total', 'Live documents computed.', () => sources.live().builds);
  counter('live_build_seconds_total', 'Time spent computing them.', () => sources.live().buildSeconds);
  const commits = new Histogram({
    name: 'meshscope_console_ingest_commit_seconds',
    help: 'From the receipt of a batch to its commit.',
    buckets: COMMIT_BUCKETS,
    registers: [registry],
  });
  return { read: () => registry.metrics(), observeCommit: (seconds) => commits.observe(seconds) };
}

type Add = (name: string, help: string, read: () => number) => void;

function addIngest(sources: MetricsSources, counter: Add, gauge: Add): void {
  const { ingest } = sources;
  counter('ingest_batches_total', 'Batches taken from agents.', () => ingest.batches);
  counter('ingest_points_total', 'Metric points taken.', () => ingest.points);
  counter('ingest_logs_total', 'Access-log lines taken.', () => ingest.logs);
  counter('ingest_spans_total', 'Spans taken.', () => ingest.spans);
  counter('ingest_bytes_total', 'Bytes of messages from agents.', () => ingest.bytes);
  counter('ingest_duplicate_batches_total', 'Batches that came again.', () => ingest.duplicateBatches);
  counter(
    'ingest_refused_points_total',
    'Metric points that could not be taken.',
    () => ingest.refusedPoints,
  );
  counter('ingest_refused_logs_total', 'Access-log lines that could not be taken.', () => ingest.refusedLogs);
  counter('ingest_refused_spans_total', 'Spans that could not be taken.', () => ingest.refusedSpans);
  counter('ingest_failed_writes_total', 'Writes to be tried again.', () => ingest.failedWrites);
  counter('ingest_pauses_total', 'Times an agent was not read because too much waited.', () => ingest.pauses);
  counter('ingest_connections_total', 'Connections of agents.', () => ingest.connections);
  counter(
    'trace_alerts_total',
    'Requests that agents found worth a whole trace.',
    () => sources.traces.counters.alerts,
  );
  counter(
    'trace_alerts_suppressed_total',
    'Those beyond the budget.',
    () => sources.traces.counters.suppressed,
  );
  counter('certificates_issued_total', 'Certificates given to agents.', () => sources.certificates.issued);
  gauge('agents', 'Agents connected.', sources.agents);
  gauge('ingest_pending_batches', 'Batches received and not committed.', sources.pendingBatches);
  gauge('ingest_pending_bytes', 'Their bytes.', sources.pendingBytes);
  gauge('hot_window_bytes', 'Memory of the hot window.', () => sources.hotWindow().bytes);
  gauge('hot_window_series', 'Series in the hot window.', () => sources.hotWindow().series);
}

function addStore({ sink }: MetricsSources, counter: Add, gauge: Add): void {
  counter('store_points_total', 'Metric points committed.', () => sink().storedPoints);
  counter('store_logs_total', 'Access-log lines committed.', () => sink().storedLogs);
  counter('store_spans_total', 'Spans committed.', () => sink().storedSpans);
  counter('store_flushes_total', 'Commits.', () => sink().flushes);
  counter('store_failed_flushes_total', 'Commits that failed.', () => sink().failedFlushes);
  counter('store_out_of_range_total', 'Rows outside what is retained.', () => {
    const { outOfRangePoints, outOfRangeLogs, outOfRangeSpans } = sink();
    return outOfRangePoints + outOfRangeLogs + outOfRangeSpans;
  });
  gauge('store_queued_rows', 'Rows that wait for a commit.', () => sink().queuedRows);
}

function addLabelled(sources: MetricsSources, registry: Registry): void {
  const labelled = (
    name: string,
    help: string,
    label: string,
    read: () => Readonly<Record<string, number>>,
  ): void => {
    const metric = new Counter({
      name: `meshscope_console_${name}`,
      help,
      labelNames: [label],
      registers: [registry],
      collect: () => {
        metric.reset();
        for (const [value, count] of Object.entries(read())) metric.inc({ [label]: value }, count);
      },
    });
  };
  labelled(
    'ingest_refusals_total',
    'Agents turned away or cut off.',
    'reason',
    () => sources.ingest.refusals,
  );
  labelled(
    'certificate_refusals_total',
    'Requests for certificates that were refused.',
    'reason',
    () => sources.certificates.refusals,
  );
  labelled(
    'collected_traces_total',
    'Traces that all agents were asked for.',
    'reason',
    () => sources.traces.counters.asked,
  );
  labelled('denied_total', 'Requests turned away.', 'reason', () => sources.denials.counts);
  const labelNames = ['route', 'method', 'status'];
  const answers = new Counter({
    name: 'meshscope_console_http_answers_total',
    help: 'Answers of the API.',
    labelNames,
    registers: [registry],
    collect: () => {
      answers.reset();
      for (const { count, seconds: _, ...labels } of sources.http.list()) answers.inc(labels, count);
    },
  });
  const seconds = new Counter({
    name: 'meshscope_console_http_seconds_total',
    help: 'Time spent on them.',
    labelNames,
    registers: [registry],
    collect: () => {
      seconds.reset();
      for (const { count: _, seconds: spent, ...labels } of sources.http.list()) seconds.inc(labels, spent);
    },
  });
  const info = new Gauge({
    name: 'meshscope_console_info',
    help: 'The version.',
    labelNames: ['version'],
    registers: [registry],
  });
  info.set({ version: sources.version }, 1);
}
