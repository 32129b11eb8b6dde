import { createHistogram, type Histogram, quantile } from '../../mesh/metrics/histogram';
import { mergeWeightedHistogram } from '../../mesh/metrics/merge-weighted';
import { isKnown, type SeriesLabels } from '../../mesh/metrics/series-labels';
import type {
  Observations,
  ObservedEdge,
  ReplayedTraffic,
  UnfetchedKeys,
} from '../../mesh/rules/traffic/observations';
import type { ConfigState } from '../config-store/state/config-state';
import type { QueryContext } from '../query/query-context';
import { readTraffic, type Traffic } from '../query/read-traffic';
import { changeTimes } from './change-times';

const WINDOW_MS = 24 * 3_600_000;

/** What was sent in the last day, for rules that need traffic. */
export async function observeTraffic(
  context: QueryContext,
  state: Pick<ConfigState, 'objects'>,
  replay: () => Promise<ReplayedTraffic>,
  findKeys: () => Promise<readonly UnfetchedKeys[]>,
): Promise<Observations> {
  const replayed = await replay();
  const unfetchedKeys = await findKeys();
  const toMs = context.sources.now();
  const window = { fromMs: toMs - WINDOW_MS, toMs };
  return await readTraffic(context, window, undefined, (traffic) => ({
    ...{ fromMs: traffic.window.fromMs, toMs: traffic.window.toMs },
    edges: edgesOf(context, traffic),
    services: servicesOf(traffic),
    replayed,
    unfetchedKeys,
    changedAtMs: changeTimes(state),
  }));
}

function edgesOf({ sources }: QueryContext, { series }: Traffic): ObservedEdge[] {
  const labels = new Map(
    sources.registry
      .agents()
      .map(({ hello: { identity } }) => [`${identity.namespace}/${identity.workload}`, identity.labels]),
  );
  const edges = new Map<string, ObservedEdge>();
  for (const { destination, facts, point, weight } of series) {
    if (facts.protocol === 'tcp' || !destination.hasDestination) continue;
    const callee = destination.labels;
    const key = [callerKey(facts.labels), callee.destination_service, callee.destination_workload].join(' ');
    const own = labels.get(`${callee.destination_workload_namespace}/${callee.destination_workload}`);
    const edge = edges.get(key) ?? describeEdge(facts.labels, callee, own ?? {});
    edges.set(key, edge);
    edge.requests += point.requests * weight;
    // Only who took a connection knows whether it was secured.
    const isPlain = facts.reporter === 'destination' && facts.labels.connection_security_policy === 'none';
    if (isPlain) edge.plainText += point.requests;
  }
  return [...edges.values()].filter(({ requests, plainText }) => requests > 0 || plainText > 0);
}

function callerKey(labels: SeriesLabels): string {
  return `${labels.source_workload_namespace}/${labels.source_workload}`;
}

function describeEdge(
  source: SeriesLabels,
  callee: SeriesLabels,
  labels: Readonly<Record<string, string>>,
): ObservedEdge {
  const known = (value: string): string => (isKnown(value) ? value : '');
  return {
    caller: {
      namespace: known(source.source_workload_namespace),
      workload: known(source.source_workload),
      service: known(source.source_canonical_service),
      principal: known(source.source_principal),
    },
    callee: {
      host: callee.destination_service,
      namespace: callee.destination_workload_namespace,
      workload: callee.destination_workload,
      version: callee.destination_canonical_revision,
      labels,
    },
    requests: 0,
    plainText: 0,
  };
}

function servicesOf({ series }: Traffic): Observations['services'] {
  const sums = new Map<string, { requests: number; unresolved: number; latency: Histogram }>();
  for (const { destination, facts, point, weight } of series) {
    if (weight <= 0 || facts.protocol === 'tcp') continue;
    const host = destination.labels.destination_service;
    const sum = sums.get(host) ?? { requests: 0, unresolved: 0, latency: createHistogram() };
    sums.set(host, sum);
    sum.requests += point.requests * weight;
    if (foundNobody(facts.labels.response_flags)) sum.unresolved += point.requests * weight;
    mergeWeightedHistogram(sum.latency, point.latency, weight);
  }
  return new Map(
    [...sums].map(([host, { requests, unresolved, latency }]) => [
      host,
      { requests, unresolved, p99Ms: (quantile(latency, 0.99) ?? 0) / 1_000 },
    ]),
  );
}

/** The name did not resolve (DF), or the service has no endpoint (UH). */
function foundNobody(flags: string): boolean {
  return flags.split(',').some((flag) => flag === 'DF' || flag === 'UH');
}
