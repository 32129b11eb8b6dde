import { subjectOf } from '../../mesh/graph/edge-health';
import { finishNode } from '../../mesh/graph/finish-node';
import type { GraphNode, GraphType } from '../../mesh/graph/graph';
import type { NodeSum } from '../../mesh/graph/node-sum';
import type { SeriesRoute } from '../../mesh/graph/series-route';
import { type GraphSums, sumGraph } from '../../mesh/graph/sum-graph';
import { percentOf, roundRate } from '../../mesh/metrics/round-rate';
import { isKnown } from '../../mesh/metrics/series-labels';
import type { EntitiesAnswer, EntitiesParams, EntityRow } from '../../protocol/api/entities';
import { describeEntities, type EntityFacts } from './describe-entities';
import { foldCourse } from './fold-course';
import { readLastSeen } from './last-seen';
import type { QueryContext } from './query-context';
import { readTraffic, type Traffic } from './read-traffic';
import { resolveWindow } from './resolve-window';

const SPARKLINE_STEPS = 30;

/** Applications, workloads or services with their health and golden signals. */
export async function getEntities(context: QueryContext, params: EntitiesParams): Promise<EntitiesAnswer> {
  const window = resolveWindow(params, context.sources);
  const type: GraphType = params.kind === 'app' ? 'app' : 'workload';
  const findRoute = context.findRoute(type);
  const course = await context.readCourse(window, SPARKLINE_STEPS);
  const sparklines = foldCourse(course, ({ facts, destination }) => {
    const route = findRoute(facts, destination);
    return route === undefined ? [] : [...entityIds(route), outOf(route.source.id)];
  });
  const idleLine = new Array<number>(course.steps).fill(0);
  const lastSeen = readLastSeen(context, (facts) => {
    const route = findRoute(facts, facts);
    return route === undefined ? [] : [route.source.id, ...entityIds(route)];
  });
  const described = describeEntities(context.knowledge());
  return readTraffic(context, window, undefined, (traffic) => {
    const sums = sumEntities(context, params, type, traffic);
    const namespaces = new Set(params.namespaces);
    const rows: EntityRow[] = [];
    for (const sum of sums.nodes.values()) {
      const { id, kind, namespace, name } = sum.identity;
      if (kind !== params.kind || !isKnown(name)) continue;
      if (namespaces.size > 0 && !namespaces.has(namespace)) continue;
      const node = finishEntity(context, sums, sum, traffic);
      const facts = described.get(id);
      rows.push(
        toRow(
          node,
          sum,
          facts,
          sparklines.get(sum.isCalled ? id : outOf(id)) ?? idleLine,
          lastSeen.get(id) ?? null,
        ),
      );
    }
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    return { from: traffic.window.fromMs, to: traffic.window.toMs, rows };
  });
}

/** Callers that nobody calls are shown by what they send. */
function outOf(id: string): string {
  return `${id} sends`;
}

/** What a request counts for: the answering node and the service in front of it. */
function entityIds({ target, service }: SeriesRoute): string[] {
  return service === undefined ? [target.id] : [target.id, service.id];
}

function sumEntities(
  context: QueryContext,
  params: EntitiesParams,
  type: GraphType,
  traffic: Traffic,
): GraphSums {
  return sumGraph({
    type,
    from: traffic.window.fromMs,
    to: traffic.window.toMs,
    series: traffic.series,
    knowledge: context.knowledge(),
    namespaces: [],
    idle: true,
    injectServices: params.kind === 'service',
    findRoute: context.findRoute(type),
  });
}

function finishEntity(context: QueryContext, sums: GraphSums, sum: NodeSum, { window }: Traffic): GraphNode {
  const { id } = sum.identity;
  return finishNode(sum, {
    seconds: Math.max(1, (window.toMs - window.fromMs) / 1_000),
    knowledge: context.knowledge(),
    known: sums.known.get(id),
    speaks: sums.speakers.has(id),
    isAnswered: sums.answered.has(id),
    namespaces: new Set(),
  });
}

function toRow(
  node: GraphNode,
  sum: NodeSum,
  facts: EntityFacts | undefined,
  sparkline: readonly number[],
  lastSeen: number | null,
): EntityRow {
  const { rate, errorPercent } = requestRate(sum.isCalled ? node.incoming : node.outgoing);
  const versions = new Set([...(facts?.versions ?? []), ...(node.version === '' ? [] : [node.version])]);
  return {
    id: node.id,
    kind: subjectOf(node).kind,
    namespace: node.namespace,
    name: node.name,
    app: node.kind === 'service' ? (facts?.app ?? '') : node.app,
    versions: [...versions].sort(),
    health: node.health,
    rate,
    errorPercent,
    p95: node.latency?.p95 ?? null,
    p99: node.latency?.p99 ?? null,
    mtlsPercent: sum.observed > 0 ? percentOf(sum.secured, sum.observed) : null,
    agents: node.agents,
    endpoints: facts?.endpoints ?? node.agents,
    ports: [...(facts?.ports ?? [])],
    isGateway: node.isGateway,
    isExternal: node.isExternal,
    lastSeen,
    sparkline: [...sparkline],
  };
}

/** Requests a second over http and grpc together. */
export function requestRate(rates: GraphNode['incoming']): { rate: number; errorPercent: number } {
  const http = rates.http ?? { rate: 0, errorPercent: 0 };
  const grpc = rates.grpc ?? { rate: 0, errorPercent: 0 };
  const rate = http.rate + grpc.rate;
  const errors = http.rate * http.errorPercent + grpc.rate * grpc.errorPercent;
  return { rate: roundRate(rate), errorPercent: rate > 0 ? roundRate(errors / rate) : 0 };
}
