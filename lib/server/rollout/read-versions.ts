import { chooseStep } from '../../mesh/metrics/choose-step';
import type { CountedSeries } from '../../mesh/metrics/counted-series';
import { latencyQuantiles } from '../../mesh/metrics/latency-quantiles';
import { mergeWeightedPoint } from '../../mesh/metrics/merge-weighted';
import { createPoint, type Point } from '../../mesh/metrics/point';
import { quantileBand } from '../../mesh/metrics/quantile-band';
import { percentOf, roundRate } from '../../mesh/metrics/round-rate';
import type { MeshService } from '../../mesh/registry/service';
import { isServerFault } from '../../mesh/rollout/judge/is-server-fault';
import { rateBand } from '../../mesh/rollout/judge/rate-band';
import type { SplitAnswer, VersionSignals } from '../../protocol/api/splits';
import type { QueryContext } from '../query/query-context';
import { readTrafficSteps, stepSeconds, type TrafficSteps } from '../query/read-traffic';
import type { TimeWindow } from '../store/contract/point-reader';

const MAX_STEPS = 120;
/** One in twenty bands may miss the true rate, at any time. */
const BAND = 0.05;

interface Sum {
  point: Point;
  bad: number;
}

/**
 * What every version of a service does, and which versions answer each of its callers. `services` are all that serve it,
 * `backends` the versions of those that are a version each, by host.
 */
export async function readVersions(
  context: QueryContext,
  services: readonly MeshService[],
  backends: ReadonlyMap<string, string>,
  window: TimeWindow,
): Promise<Pick<SplitAnswer, 'versions' | 'callers'>> {
  const [{ namespace } = { namespace: '' }] = services;
  const names = new Set(services.map(({ name }) => name));
  const series = [...names].flatMap((name) =>
    context.sources.store.series.select({ destination_service_name: name }),
  );
  const byName = new Map(services.flatMap(({ host, name }) => nameWithVersion(name, backends.get(host))));
  const versionOf: VersionOf = ({ destination: { labels } }) =>
    byName.get(labels.destination_service_name) ?? labels.destination_canonical_revision;
  const stepMs = chooseStep((window.toMs - window.fromMs) / 1_000, MAX_STEPS) * 1_000;
  return await readTrafficSteps(context, window, stepMs, series, (traffic) => {
    const rows = traffic.series.filter(
      ({ destination, weight, facts }) =>
        weight > 0 &&
        facts.protocol !== 'tcp' &&
        destination.labels.destination_service_namespace === namespace &&
        destination.hasDestination,
    );
    return {
      versions: sumVersions(traffic, rows, versionOf, workloadsByVersion(services, byName)),
      callers: sumCallers(context, traffic, rows, versionOf),
    };
  });
}

type VersionOf = (row: CountedSeries) => string;

function nameWithVersion(name: string, version: string | undefined): [string, string][] {
  return version === undefined ? [] : [[name, version]];
}

function sumVersions(
  traffic: TrafficSteps,
  rows: readonly CountedSeries[],
  versionOf: VersionOf,
  workloads: ReadonlyMap<string, ReadonlySet<string>>,
): VersionSignals[] {
  const names = new Set([...workloads.keys(), ...rows.map(versionOf)]);
  return [...names].sort().map((version) => {
    const own = rows.filter((row) => versionOf(row) === version);
    return describeVersion(version, [...(workloads.get(version) ?? [])], own, traffic);
  });
}

function describeVersion(
  version: string,
  workloads: string[],
  rows: readonly CountedSeries[],
  traffic: TrafficSteps,
): VersionSignals {
  const { window, steps } = traffic;
  const seconds = Math.max(1, (window.toMs - window.fromMs) / 1_000);
  const total = addUp(rows, ({ point }) => point);
  return {
    version,
    workloads,
    requests: Math.round(total.point.requests),
    rate: roundRate(total.point.requests / seconds),
    errors: rateBand(total.point.requests, total.bad, BAND),
    latency: readLatency(total.point.latency),
    course: Array.from({ length: steps.steps }, (_, index) => {
      const sum = addUp(rows, (row) => traffic.stepsOf(row)[index]);
      return {
        at: steps.startMs + index * steps.stepMs,
        rate: roundRate(sum.point.requests / stepSeconds(steps, index, window)),
        errorPercent: percentOf(sum.bad, sum.point.requests),
        p95: latencyQuantiles(sum.point.latency)?.p95 ?? null,
      };
    }),
  };
}

function readLatency(histogram: Point['latency']): VersionSignals['latency'] {
  const latency = latencyQuantiles(histogram);
  if (latency === undefined) return null;
  const { p50, p95, p99 } = latency;
  const bandOf = (q: number) => quantileBand(histogram, q);
  return { p50, p95, p99, bands: { p50: bandOf(0.5), p95: bandOf(0.95), p99: bandOf(0.99) } };
}

function addUp(rows: readonly CountedSeries[], pointOf: (row: CountedSeries) => Point | undefined): Sum {
  const sum: Sum = { point: createPoint(), bad: 0 };
  for (const row of rows) {
    const point = pointOf(row);
    if (point === undefined) continue;
    mergeWeightedPoint(sum.point, point, row.weight);
    if (isServerFault(row.facts)) sum.bad += point.requests * row.weight;
  }
  return sum;
}

function sumCallers(
  context: QueryContext,
  { window }: TrafficSteps,
  rows: readonly CountedSeries[],
  versionOf: VersionOf,
): SplitAnswer['callers'] {
  const seconds = Math.max(1, (window.toMs - window.fromMs) / 1_000);
  const findRoute = context.findRoute('workload');
  const callers = new Map<string, { name: string; namespace: string; byVersion: Map<string, number> }>();
  for (const row of rows) {
    const source = findRoute(row.facts, row.destination)?.source;
    if (source === undefined) continue;
    const { id, name, namespace } = source;
    const caller = callers.get(id) ?? { name, namespace, byVersion: new Map<string, number>() };
    callers.set(id, caller);
    const version = versionOf(row);
    caller.byVersion.set(version, (caller.byVersion.get(version) ?? 0) + row.point.requests * row.weight);
  }
  return [...callers]
    .map(([id, { name, namespace, byVersion }]) => {
      const total = [...byVersion.values()].reduce((sum, count) => sum + count, 0);
      const shares = [...byVersion]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([version, count]) => ({
          version,
          rate: roundRate(count / seconds),
          percent: percentOf(count, total),
        }));
      return { id, name, namespace, rate: roundRate(total / seconds), shares };
    })
    .filter(({ rate }) => rate > 0)
    .sort((a, b) => b.rate - a.rate);
}

function workloadsByVersion(
  services: readonly MeshService[],
  byName: ReadonlyMap<string, string>,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { endpoints, name } of services) {
    for (const { workload } of endpoints) {
      if (workload === undefined) continue;
      const version = byName.get(name) ?? workload.canonicalRevision;
      found.set(version, (found.get(version) ?? new Set<string>()).add(workload.workload));
    }
  }
  return found;
}
