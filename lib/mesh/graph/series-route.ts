import type { SeriesFacts } from '../metrics/series-facts';
import { isBadTelemetry, resolveEgressGateway } from './bad-telemetry';
import type { GraphType } from './graph';
import { formatEdge } from './node-id';
import { destinationEnd, identifyNode, identifyService, type NodeIdentity, sourceEnd } from './node-identity';

/** Where the traffic of a series runs in a graph of one type. */
export interface SeriesRoute {
  edgeId: string;
  source: NodeIdentity;
  target: NodeIdentity;
  /** The service that was asked for, where it is another node than the target. */
  service: NodeIdentity | undefined;
  /** Key of (outcome, flags). */
  response: string;
}

/** Finds the route of a series and of the series whose destination labels hold for it; undefined for bad telemetry. */
export type FindRoute = (facts: SeriesFacts, destination: SeriesFacts) => SeriesRoute | undefined;

/**
 * Routes of one graph type, remembered for as long as the series' facts live: labels never change, so the strings of a
 * graph are made once a series and not once a query. Equal nodes are the same object.
 */
export function createFindRoute(type: GraphType): FindRoute {
  const known = new WeakMap<SeriesFacts, SeriesRoute | null>();
  const nodes = new Map<string, NodeIdentity>();
  const intern = (node: NodeIdentity): NodeIdentity => {
    const key = `${node.id} ${node.workload}`;
    const first = nodes.get(key);
    if (first !== undefined) return first;
    nodes.set(key, node);
    return node;
  };
  return (facts, destination) => {
    if (facts !== destination) return findRoute(type, facts, destination, intern);
    let route = known.get(facts);
    if (route === undefined) {
      route = findRoute(type, facts, destination, intern) ?? null;
      known.set(facts, route);
    }
    return route ?? undefined;
  };
}

function findRoute(
  type: GraphType,
  facts: SeriesFacts,
  destination: SeriesFacts,
  intern: (node: NodeIdentity) => NodeIdentity,
): SeriesRoute | undefined {
  const from = sourceEnd(facts.labels);
  const to = resolveEgressGateway(destinationEnd(destination.labels));
  if (isBadTelemetry(from, to)) return undefined;
  const source = identifyNode(type, from);
  const target = identifyNode(type, to);
  if (source === undefined || target === undefined) return undefined;
  const service = identifyService(to);
  return {
    edgeId: formatEdge(source.id, target.id, facts.protocol),
    source: intern(source),
    target: intern(target),
    service: service === undefined || service.id === target.id ? undefined : intern(service),
    response: `${facts.outcome} ${facts.flags}`,
  };
}
