import type { GraphType } from '../../mesh/graph/graph';
import { type EdgeSubject, parseEdge, parseSubject, type Subject } from '../../mesh/graph/node-id';
import type { SeriesRoute } from '../../mesh/graph/series-route';
import { createServiceLegs } from '../../mesh/graph/service-owner';
import { directLegs, injectedLegs } from '../../mesh/graph/sum-edges';
import type { CountedSeries } from '../../mesh/metrics/counted-series';
import { AppError } from '../../protocol/app-error';
import type { QueryContext } from './query-context';

/** What signals are asked of: one side of an object's traffic, or one edge. */
export type SignalSubject =
  | { kind: 'edge'; id: string; edge: EdgeSubject }
  | { kind: 'node'; id: string; subject: Subject; direction: 'inbound' | 'outbound' };

/** Reads a node or edge id; fails with `bad_request` when it is neither. */
export function readSubject(id: string, direction: 'inbound' | 'outbound'): SignalSubject {
  const edge = parseEdge(id);
  if (edge !== undefined) return { kind: 'edge', id, edge };
  const subject = parseSubject(id);
  if (subject === undefined) {
    throw new AppError('bad_request', `Cannot read "${id}": it is neither a node nor an edge of the graph`);
  }
  return { kind: 'node', id, subject, direction };
}

/** Picks the series that belong to a subject out of what was counted, as the graph draws them. */
export function matchSubject(
  context: QueryContext,
  subject: SignalSubject,
  series: readonly CountedSeries[],
): CountedSeries[] {
  const matches = createMatch(context, subject, series);
  return series.filter(matches);
}

function createMatch(
  context: QueryContext,
  subject: SignalSubject,
  series: readonly CountedSeries[],
): (row: CountedSeries) => boolean {
  if (subject.kind === 'edge') return matchEdge(context, subject.id, subject.edge, series);
  const { id, direction } = subject;
  const { kind, namespace } = subject.subject;
  if (kind === 'mesh') return () => true;
  if (kind === 'namespace') {
    return matchRoute(context, 'workload', ({ source, target }) =>
      direction === 'inbound' ? target.namespace === namespace : source.namespace === namespace,
    );
  }
  if (kind === 'service') return matchService(context, id, direction, series);
  // What is asked of a service has no traffic of its own going out.
  if (kind === 'operation') return matchRoute(context, 'operation', ({ service }) => service?.id === id);
  return matchRoute(
    context,
    typeOf(subject.subject),
    ({ source, target }) => (direction === 'inbound' ? target : source).id === id,
  );
}

function matchService(
  context: QueryContext,
  id: string,
  direction: 'inbound' | 'outbound',
  series: readonly CountedSeries[],
): (row: CountedSeries) => boolean {
  if (direction === 'inbound') {
    return matchRoute(context, 'workload', ({ service, target }) => service?.id === id || target.id === id);
  }
  const findRoute = context.findRoute('service');
  const legs = createServiceLegs(series, findRoute, context.knowledge());
  return matchRoute(context, 'service', (route, row) => legs(route, row.facts.protocol)[0]?.source.id === id);
}

/** An edge is drawn between the nodes of one graph type, with a service in between where one end is a service. */
function matchEdge(
  context: QueryContext,
  id: string,
  { source, target }: EdgeSubject,
  series: readonly CountedSeries[],
): (row: CountedSeries) => boolean {
  const type = edgeType(source, target);
  const findRoute = context.findRoute(type);
  const legsOf =
    type === 'service' ? createServiceLegs(series, findRoute, context.knowledge()) : injectedLegs;
  return matchRoute(
    context,
    type,
    (route, row) =>
      legsOf(route, row.facts.protocol).some((leg) => leg.id === id) ||
      directLegs(route, row.facts.protocol).some((leg) => leg.id === id),
  );
}

function matchRoute(
  context: QueryContext,
  type: GraphType,
  accepts: (route: SeriesRoute, row: CountedSeries) => boolean,
): (row: CountedSeries) => boolean {
  const findRoute = context.findRoute(type);
  return (row) => {
    const route = findRoute(row.facts, row.destination);
    return route !== undefined && accepts(route, row);
  };
}

function edgeType(source: Subject, target: Subject): GraphType {
  if (source.kind === 'operation' || target.kind === 'operation') return 'operation';
  if (source.kind === 'service' && target.kind === 'service') return 'service';
  if (source.kind === 'app' && source.version !== undefined) return 'versionedApp';
  if (target.kind === 'app') return target.version === undefined ? 'app' : 'versionedApp';
  return source.kind === 'app' ? 'app' : 'workload';
}

function typeOf(subject: Subject): GraphType {
  if (subject.kind !== 'app') return 'workload';
  return subject.version === undefined ? 'app' : 'versionedApp';
}
