import type { Metric, MetricType, Registry } from 'prom-client';
import { ISTIO_BUCKETS } from '../../lib/mesh/metrics/istio-buckets';
import { SERIES_LABELS, type SeriesLabel } from '../../lib/mesh/metrics/series-labels';
import type { FixedHistogram, IstioTotals } from './istio-totals';

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
): void {
  const label = createLabeller(withOperation);
  const http = () => [...totals()].filter((total) => total.labels.request_protocol !== 'tcp');
  const tcp = () => [...totals()].filter((total) => total.labels.request_protocol === 'tcp');
  const counter = (
    name: string,
    help: string,
    all: () => IstioTotals[],
    read: (total: IstioTotals) => number,
  ) =>
    register(registry, name, help, 'counter', () =>
      all().map((total) => ({ value: read(total), labels: {}, sharedLabels: label(total) })),
    );
  const histogram = (name: string, help: string, read: (total: IstioTotals) => FixedHistogram) =>
    register(registry, name, help, 'histogram', () =>
      http().flatMap((total) => histogramSamples(name, read(total), label(total))),
    );

  counter('istio_requests_total', 'Requests.', http, (total) => total.requests);
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

const ABSENT_ON_TCP = new Set<SeriesLabel>(['response_code', 'grpc_response_status']);

/** The labels of a total as Istio emits them, made once each. */
function createLabeller(withOperation: boolean): (total: IstioTotals) => Record<string, string> {
  const made = new WeakMap<IstioTotals, Record<string, string>>();
  const names = SERIES_LABELS.filter((name) => withOperation || name !== 'request_operation');
  return (total) => {
    const known = made.get(total);
    if (known !== undefined) return known;
    const isTcp = total.labels.request_protocol === 'tcp';
    const labels: Record<string, string> = {};
    for (const name of names) if (!isTcp || !ABSENT_ON_TCP.has(name)) labels[name] = total.labels[name];
    made.set(total, labels);
    return labels;
  };
}
