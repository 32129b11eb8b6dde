import { createPoint, mergePoint, type Point } from '../../mesh/metrics/point';
import { isKnown, type SeriesLabels } from '../../mesh/metrics/series-labels';
import { traceServiceName } from '../../mesh/trace/service-name';
import type { CountedTotal } from './istio-families';
import { counterSample, histogramSamples, type MetricFamily } from './metric-family';

/** Seconds, as Tempo's metrics generator has them. */
const SECONDS = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8] as const;
const US_A_SECOND = 1e6;

interface Edge {
  labels: { client: string; server: string; connection_type: string };
  asked: Point;
  failed: number;
  answered: Point;
}

/** Calls between services by the names of Tempo's metrics generator, which Grafana's service graph reads. */
export function serviceGraphFamilies(all: readonly CountedTotal[]): MetricFamily[] {
  const edges = sumEdges(all.filter(({ labels }) => labels.request_protocol !== 'tcp'));
  const family = (
    name: string,
    type: MetricFamily['type'],
    read: (edge: Edge) => MetricFamily['samples'],
  ) => ({
    name: `traces_service_graph_${name}`,
    type,
    samples: edges.flatMap(read),
  });
  const seconds = ({ latency, durationUs }: Point, labels: Edge['labels']) =>
    histogramSamples(labels, latency, durationUs, SECONDS, US_A_SECOND);
  return [
    family('request_total', 'counter', ({ labels, asked }) => counterSample(labels, asked.requests)),
    family('request_failed_total', 'counter', ({ labels, failed }) => counterSample(labels, failed)),
    family('request_client_seconds', 'histogram', ({ labels, asked }) => seconds(asked, labels)),
    family('request_server_seconds', 'histogram', ({ labels, answered }) => seconds(answered, labels)),
  ];
}

function sumEdges(all: readonly CountedTotal[]): Edge[] {
  const edges = new Map<string, Edge>();
  for (const { labels, total } of all) {
    const edge = edgeOf(edges, labels);
    if (labels.reporter === 'destination') mergePoint(edge.answered, total);
    // A caller without a proxy is counted by whom it calls.
    if (labels.reporter !== 'destination' || !isKnown(labels.source_workload)) {
      mergePoint(edge.asked, total);
      if (isServerError(labels)) edge.failed += total.requests;
    }
  }
  return [...edges.values()];
}

function edgeOf(edges: Map<string, Edge>, labels: SeriesLabels): Edge {
  const client = isKnown(labels.source_canonical_service)
    ? traceServiceName({
        service: labels.source_canonical_service,
        namespace: labels.source_workload_namespace,
      })
    : 'user';
  const isAnswered = isKnown(labels.destination_canonical_service);
  const server = traceServiceName({
    service: isAnswered ? labels.destination_canonical_service : labels.destination_service_name,
    namespace: isAnswered ? labels.destination_workload_namespace : labels.destination_service_namespace,
  });
  const key = `${client}\n${server}`;
  const known = edges.get(key);
  if (known !== undefined) return known;
  const edge: Edge = {
    labels: { client, server, connection_type: '' },
    asked: createPoint(),
    failed: 0,
    answered: createPoint(),
  };
  edges.set(key, edge);
  return edge;
}

/** As spans fail: no answer, 5xx, and what gRPC blames the server for. */
function isServerError({ request_protocol, response_code, grpc_response_status }: SeriesLabels): boolean {
  if (request_protocol === 'grpc' && isKnown(grpc_response_status)) {
    return /^(2|4|12|13|14|15)$/.test(grpc_response_status);
  }
  return response_code === '0' || /^5\d\d$/.test(response_code);
}
