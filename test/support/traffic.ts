import type { SeriesPoint } from '@/lib/mesh/metrics/counted-series';
import { recordValue } from '@/lib/mesh/metrics/histogram';
import { createPoint, type Point } from '@/lib/mesh/metrics/point';
import { describeSeries } from '@/lib/mesh/metrics/series-facts';
import { SERIES_LABELS, type SeriesLabel, type SeriesLabels } from '@/lib/mesh/metrics/series-labels';

/** Labels with everything unknown but what is given. */
export function makeLabels(labels: Partial<Record<SeriesLabel, string>> = {}): SeriesLabels {
  const base = Object.fromEntries(SERIES_LABELS.map((name) => [name, 'unknown']));
  return {
    ...(base as Record<SeriesLabel, string>),
    reporter: 'destination',
    request_protocol: 'http',
    response_code: '200',
    grpc_response_status: '',
    response_flags: '-',
    ...labels,
  };
}

/** A workload `<app>-<version>` of a namespace, as labels of one end. */
export function endLabels(
  end: 'source' | 'destination',
  app: string,
  version = 'v1',
  namespace = 'shop',
): Partial<Record<SeriesLabel, string>> {
  return {
    [`${end}_workload`]: `${app}-${version}`,
    [`${end}_workload_namespace`]: namespace,
    [`${end}_canonical_service`]: app,
    [`${end}_canonical_revision`]: version,
    [`${end}_app`]: app,
    [`${end}_version`]: version,
    [`${end}_cluster`]: 'default',
  };
}

/** The labels of a called service. */
export function serviceLabels(name: string, namespace = 'shop'): Partial<Record<SeriesLabel, string>> {
  return {
    destination_service: `${name}.${namespace}.svc.cluster.local`,
    destination_service_name: name,
    destination_service_namespace: namespace,
  };
}

/** Labels of a call from one workload to another by its service. */
export function callLabels(
  from: string,
  to: string,
  labels: Partial<Record<SeriesLabel, string>> = {},
): SeriesLabels {
  const [fromApp = '', fromVersion] = from.split('@');
  const [toApp = '', toVersion] = to.split('@');
  return makeLabels({
    ...endLabels('source', fromApp, fromVersion),
    ...endLabels('destination', toApp, toVersion),
    ...serviceLabels(toApp),
    ...labels,
  });
}

/** A point of `requests` requests of `latencyMs` each. */
export function makePoint(requests: number, latencyMs = 10, overrides: Partial<Point> = {}): Point {
  const point = createPoint();
  point.requests = requests;
  point.durationUs = requests * latencyMs * 1_000;
  point.requestBytes = requests * 100;
  point.responseBytes = requests * 1_000;
  if (requests > 0) recordValue(point.latency, latencyMs * 1_000, requests);
  return { ...point, ...overrides };
}

/** A series and what it gathered. */
export function makeSeries(labels: SeriesLabels, point: Point | number): SeriesPoint {
  return { facts: describeSeries(labels), point: typeof point === 'number' ? makePoint(point) : point };
}

/** What a caller's proxy says of a request that its client gave up before anybody answered. */
export const UNANSWERED: Partial<Record<SeriesLabel, string>> = {
  reporter: 'source',
  response_code: '0',
  response_flags: 'DC',
  destination_workload: 'unknown',
  destination_canonical_service: 'unknown',
  destination_workload_namespace: 'unknown',
};
