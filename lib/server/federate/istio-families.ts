import { ISTIO_BUCKETS } from '../../mesh/metrics/istio-buckets';
import type { Point } from '../../mesh/metrics/point';
import type { SeriesLabels } from '../../mesh/metrics/series-labels';
import { counterSample, histogramSamples, type MetricFamily, type Sample } from './metric-family';

const US_A_MS = 1_000;

/** A series with its counters. */
export interface CountedTotal {
  labels: SeriesLabels;
  total: Point;
}

/** Istio's standard metrics of all series, as the agents themselves expose them. */
export function istioFamilies(all: readonly CountedTotal[]): MetricFamily[] {
  const http = all.filter(({ labels }) => labels.request_protocol !== 'tcp');
  const grpc = all.filter(({ labels }) => labels.request_protocol === 'grpc');
  const tcp = all.filter(({ labels }) => labels.request_protocol === 'tcp');
  const counter = (name: string, of: readonly CountedTotal[], read: (total: Point) => number) =>
    family(name, 'counter', of, ({ labels, total }) => counterSample(labelsOf(labels), read(total)));
  return [
    counter('istio_requests_total', http, ({ requests }) => requests),
    family('istio_request_duration_milliseconds', 'histogram', http, ({ labels, total }) =>
      histogramSamples(labelsOf(labels), total.latency, total.durationUs, ISTIO_BUCKETS, US_A_MS),
    ),
    counter('istio_request_messages_total', grpc, ({ requestMessages }) => requestMessages),
    counter('istio_response_messages_total', grpc, ({ responseMessages }) => responseMessages),
    counter('istio_tcp_connections_opened_total', tcp, ({ tcpOpened }) => tcpOpened),
    counter('istio_tcp_connections_closed_total', tcp, ({ tcpClosed }) => tcpClosed),
    counter('istio_tcp_sent_bytes_total', tcp, ({ tcpSentBytes }) => tcpSentBytes),
    counter('istio_tcp_received_bytes_total', tcp, ({ tcpReceivedBytes }) => tcpReceivedBytes),
  ];
}

function family(
  name: string,
  type: MetricFamily['type'],
  all: readonly CountedTotal[],
  read: (one: CountedTotal) => Sample[],
): MetricFamily {
  return { name, type, samples: all.flatMap(read) };
}

function labelsOf(labels: SeriesLabels): Readonly<Record<string, string>> {
  return labels;
}
