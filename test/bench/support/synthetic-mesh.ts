import type { SeriesPoint } from '@/lib/mesh/metrics/counted-series';
import { recordValue } from '@/lib/mesh/metrics/histogram';
import { createPoint, type Point } from '@/lib/mesh/metrics/point';
import { createSeriesBook, describeSeries } from '@/lib/mesh/metrics/series-facts';
import { SERIES_LABELS, type SeriesLabels } from '@/lib/mesh/metrics/series-labels';

/** How large a mesh to make up. */
export interface MeshSize {
  services: number;
  edges: number;
}

const CODES = ['200', '200', '404', '500'];

/** A mesh with `services` workloads in 50 namespaces and `edges` calls, each in three codes and from both reporters. */
export function makeMeshSeries({ services, edges }: MeshSize): SeriesPoint[] {
  const series: SeriesPoint[] = [];
  let seed = 42;
  const book = createSeriesBook();
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  for (let edge = 0; edge < edges; edge++) {
    const source = edge % services;
    const target = (source + 1 + Math.floor(random() * (services - 1))) % services;
    for (const [index, code] of CODES.entries()) {
      if (index === 1) continue;
      const point = makeTraffic(index === 0 ? 3_000 : 3, random);
      for (const reporter of ['source', 'destination']) {
        series.push({ facts: describeSeries(makeLabels(source, target, reporter, code), book), point });
      }
    }
  }
  return series;
}

function makeTraffic(requests: number, random: () => number): Point {
  const point = createPoint();
  point.requests = requests;
  const middle = 2_000 + random() * 50_000;
  for (let i = 0; i < requests; i++) recordValue(point.latency, middle * (0.5 + random() * random() * 4));
  point.requestBytes = requests * 300;
  point.responseBytes = requests * 2_000;
  return point;
}

function makeLabels(source: number, target: number, reporter: string, code: string): SeriesLabels {
  const unknown = Object.fromEntries(SERIES_LABELS.map((name) => [name, 'unknown'])) as Record<
    keyof SeriesLabels,
    string
  >;
  const [from, to] = [`ns-${source % 50}`, `ns-${target % 50}`];
  return {
    ...unknown,
    reporter,
    source_workload: `service-${source}-v1`,
    source_canonical_service: `service-${source}`,
    source_canonical_revision: 'v1',
    source_workload_namespace: from,
    source_cluster: 'default',
    destination_workload: `service-${target}-v1`,
    destination_canonical_service: `service-${target}`,
    destination_canonical_revision: 'v1',
    destination_workload_namespace: to,
    destination_service: `service-${target}.${to}.svc.cluster.local`,
    destination_service_name: `service-${target}`,
    destination_service_namespace: to,
    destination_cluster: 'default',
    request_protocol: 'http',
    response_code: code,
    grpc_response_status: '',
    response_flags: '-',
    connection_security_policy: reporter === 'destination' ? 'mutual_tls' : 'unknown',
    request_operation: 'GET /items/{id}',
  };
}
