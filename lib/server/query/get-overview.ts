import type * as z from 'zod/mini';
import { compareHealth } from '../../mesh/health/health-status';
import { createHealthTally, type HealthTally, namespaceHealth } from '../../mesh/health/namespace-health';
import { histogramCount, quantile } from '../../mesh/metrics/histogram';
import { toMs } from '../../mesh/metrics/latency-quantiles';
import { percentOf, roundRate } from '../../mesh/metrics/round-rate';
import { isKnown } from '../../mesh/metrics/series-labels';
import type { EntityRow } from '../../protocol/api/entities';
import type { getOverview as getOverviewEndpoint, OverviewParams } from '../../protocol/api/overview';
import { foldCourse } from './fold-course';
import { getEntities } from './get-entities';
import type { QueryContext } from './query-context';
import { readTraffic } from './read-traffic';
import { resolveWindow } from './resolve-window';
import { type NamespaceSum, sumNamespaces } from './sum-namespaces';

type OverviewAnswer = z.infer<typeof getOverviewEndpoint.response>;
type NamespaceCard = OverviewAnswer['namespaces'][number];

const SPARKLINE_STEPS = 40;
const MAX_TROUBLE = 5;

/** One card a namespace, worst first. */
export async function getOverview(context: QueryContext, params: OverviewParams): Promise<OverviewAnswer> {
  const window = resolveWindow(params, context.sources);
  const asked = { from: window.fromMs, to: window.toMs, namespaces: params.namespaces };
  const entities = await Promise.all(
    (['app', 'workload', 'service'] as const).map((kind) => getEntities(context, { ...asked, kind })),
  );
  const rows = entities.flatMap((answer) => answer.rows);
  const course = await context.readCourse(window, SPARKLINE_STEPS);
  const findRoute = context.findRoute('workload');
  const linesOf = (end: 'source' | 'target') =>
    foldCourse(course, ({ facts, destination }) => {
      const namespace = findRoute(facts, destination)?.[end].namespace;
      if (namespace === undefined) return [];
      return facts.isError ? [namespace, `${namespace} errors`] : [namespace];
    });
  const [receivedLines, sentLines] = [linesOf('target'), linesOf('source')];
  return readTraffic(context, window, undefined, (traffic) => {
    const seconds = Math.max(1, (traffic.window.toMs - traffic.window.fromMs) / 1_000);
    const sums = sumNamespaces(traffic.series, findRoute);
    const sentSums = sumNamespaces(traffic.series, findRoute, 'source');
    const names = new Set(rows.map(({ namespace }) => namespace).filter(isKnown));
    const namespaces = [...names].map((namespace) => {
      const own = rows.filter((row) => row.namespace === namespace);
      const received = sums.get(namespace);
      const onlySent = (received?.requests ?? 0) === 0 ? sentSums.get(namespace) : undefined;
      const lines = onlySent === undefined ? receivedLines : sentLines;
      const lineOf = (key: string) => lines.get(key) ?? new Array<number>(course.steps).fill(0);
      return {
        ...toCard(namespace, own, received, seconds),
        sent: onlySent === undefined || onlySent.requests === 0 ? null : toSignals(onlySent, seconds),
        sparkline: lineOf(namespace),
        errorSparkline: lineOf(`${namespace} errors`),
      };
    });
    namespaces.sort(byTrouble);
    return { from: traffic.window.fromMs, to: traffic.window.toMs, namespaces };
  });
}

function toCard(
  namespace: string,
  rows: readonly EntityRow[],
  sum: NamespaceSum | undefined,
  seconds: number,
): Omit<NamespaceCard, 'sent' | 'sparkline' | 'errorSparkline'> {
  const tallies = { app: createHealthTally(), workload: createHealthTally(), service: createHealthTally() };
  for (const row of rows) tallies[row.kind][row.health.status]++;
  const { app, workload, service } = tallies;
  return {
    namespace,
    health: namespaceHealth([app, service, workload] satisfies HealthTally[]),
    apps: app,
    workloads: workload,
    services: service,
    ...toSignals(sum, seconds),
    agents: rows.reduce((agents, row) => agents + (row.kind === 'workload' ? row.agents : 0), 0),
    trouble: findTrouble(rows),
  };
}

/** How much, how well, how fast and how safe. */
function toSignals(sum: NamespaceSum | undefined, seconds: number): NonNullable<NamespaceCard['sent']> {
  const p99 = sum !== undefined && histogramCount(sum.latency) > 0 ? quantile(sum.latency, 0.99) : undefined;
  return {
    rate: roundRate((sum?.requests ?? 0) / seconds),
    errorPercent: percentOf(sum?.errors ?? 0, sum?.requests ?? 0),
    p99: p99 === undefined ? null : toMs(p99),
    mtlsPercent: sum !== undefined && sum.observed > 0 ? percentOf(sum.secured, sum.observed) : null,
  };
}

/** The worst objects; an app says nothing that its workloads do not say better. */
function findTrouble(rows: readonly EntityRow[]): NamespaceCard['trouble'] {
  return rows
    .filter(
      ({ kind, health }) => kind !== 'app' && health.reason !== undefined && health.status !== 'Healthy',
    )
    .sort(
      (a, b) =>
        compareHealth(a.health.status, b.health.status) || b.health.errorPercent - a.health.errorPercent,
    )
    .slice(0, MAX_TROUBLE)
    .map(({ id, name, health }) => ({ id, name, status: health.status, reason: health.reason ?? '' }));
}

function byTrouble(a: NamespaceCard, b: NamespaceCard): number {
  return compareHealth(a.health, b.health) || b.rate - a.rate || (a.namespace < b.namespace ? -1 : 1);
}
