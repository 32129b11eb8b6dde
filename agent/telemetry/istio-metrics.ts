import type { Metric, MetricType, Registry } from 'prom-client';
import { ISTIO_BUCKETS } from '../../lib/mesh/metrics/istio-buckets';
import type { MetricPlan } from '../../lib/mesh/telemetry-api/resolve-metrics';
import type { FixedHistogram, IstioTotals } from './istio-totals';
import { createLabeller } from './metric-labels';

type Labels = Record<string, string>;
type ReadSamples = (
  name: string,
  all: readonly IstioTotals[],
  read: (total: IstioTotals, labels: Labels) => Sample[],
) => Sample[];
const REPORTERS = ['source', 'destination'];

interface Sample {
  metricName?: string;
  value: number;
  labels: Record<string, string | number>;
  /** Labels of all samples of a series: prom-client writes them once and remembers the text. */
  sharedLabels: Record<string, string>;
}

/** What the data path keeps, as metrics that prom-client reads when somebody scrapes; nothing is kept twice. */
export function registerIstioMetrics(
  registry: Registry,
  totals: () => Iterable<IstioTotals>,
  withOperation: boolean,
  planOf: (reporter: string) => MetricPlan | undefined = () => undefined,
): void {
  const label = createLabeller(withOperation, planOf);
  const samples: ReadSamples = (name, all, read) => {
    const hasRemovals = REPORTERS.some((one) => (planOf(one)?.changes.get(name)?.removed.size ?? 0) > 0);
    const made = all.flatMap((total) => {
      const labels = label(total, name);
      return labels === undefined ? [] : [read(total, labels)];
    });
    return hasRemovals ? mergeEqual(made) : made.flat();
  };
  const http = () => [...totals()].filter((total) => total.labels.request_protocol !== 'tcp');
  const grpc = () => [...totals()].filter((total) => total.labels.request_protocol === 'grpc');
  const tcp = () => [...totals()].filter((total) => total.labels.request_protocol === 'tcp');
  const counter = (
    name: string,
    help: string,
    all: () => IstioTotals[],
    read: (total: IstioTotals) => number,
  ) =>
    register(registry, name, help, 'counter', () =>
      samples(name, all(), (total, sharedLabels) => [{ value: read(total), labels: {}, sharedLabels }]),
    );
  const histogram = (name: string, help: string, read: (total: IstioTotals) => FixedHistogram) =>
    register(registry, name, help, 'histogram', () =>
      samples(name, http(), (total, labels) => histogramSamples(name, read(total), labels)),
    );

  counter('istio_requests_total', 'Requests.', http, (total) => total.requests);
  counter('istio_request_messages_total', 'gRPC messages from clients.', grpc, (one) => one.requestMessages);
  counter('istio_response_messages_total', 'gRPC messages to clients.', grpc, (one) => one.responseMessages);
  histogram(
    'istio_request_duration_milliseconds',
    'Duration of requests, whole milliseconds.',
    (total) => total.durationMs,
  );
  histogram('istio_request_bytes', 'Size of requests, headers included.', (total) => total.requestBytes);
  histogram('istio_response_bytes', 'Size of responses, headers included.', (total) => total.responseBytes);
  counter('istio_tcp_connections_opened_total', 'TCP connections opened.', tcp, (total) => total.tcpOpened);
  counter('istio_tcp_connections_closed_total', 'TCP connections closed.', tcp, (total) => total.tcpClosed);
  counter('istio_tcp_sent_bytes_total', 'Bytes sent to the downstream.', tcp, (total) => total.tcpSentBytes);
  counter(
    'istio_tcp_received_bytes_total',
    'Bytes received from the downstream.',
    tcp,
    (total) => total.tcpReceivedBytes,
  );
}

function register(registry: Registry, name: string, help: string, type: string, read: () => Sample[]): void {
  const metric = {
    name,
    help,
    get: async () => ({ name, help, type: type as unknown as MetricType, aggregator: 'sum', values: read() }),
  };
  // The registry asks a metric for nothing but its name and `get`.
  registry.registerMetric(metric as unknown as Metric);
}

function histogramSamples(
  name: string,
  histogram: FixedHistogram,
  sharedLabels: Record<string, string>,
): Sample[] {
  const samples: Sample[] = [];
  let count = 0;
  for (let i = 0; i <= ISTIO_BUCKETS.length; i++) {
    count += histogram.counts[i] ?? 0;
    const le = ISTIO_BUCKETS[i] ?? '+Inf';
    samples.push({ metricName: `${name}_bucket`, value: count, labels: { le }, sharedLabels });
  }
  samples.push({ metricName: `${name}_sum`, value: histogram.sum, labels: {}, sharedLabels });
  samples.push({ metricName: `${name}_count`, value: count, labels: {}, sharedLabels });
  return samples;
}

/** Label sets that a Telemetry resource made equal are one series with the sums of all. */
function mergeEqual(groups: readonly Sample[][]): Sample[] {
  const merged = new Map<string, Sample[]>();
  for (const group of groups) {
    const key = JSON.stringify(group[0]?.sharedLabels);
    const known = merged.get(key);
    // Samples of one metric come in one order, whatever their labels.
    if (known === undefined) merged.set(key, group);
    else for (const [index, sample] of known.entries()) sample.value += group[index]?.value ?? 0;
  }
  return [...merged.values()].flat();
}
