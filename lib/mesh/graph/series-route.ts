import type { SeriesFacts } from '../metrics/series-facts';
import { isKnown, type SeriesLabels } from '../metrics/series-labels';
import { isBadTelemetry, resolveEgressGateway } from './bad-telemetry';
import type { GraphType } from './graph';
import { formatEdge } from './node-id';
import {
  destinationEnd,
  identifyNode,
  identifyOperation,
  identifyService,
  type NodeIdentity,
  sourceEnd,
} from './node-identity';

/** Two neighbours and the id of the edge between them. */
export interface Leg {
  /** Counted from 0 by whatever makes the legs of a graph. */
  number: number;
  id: string;
  source: NodeIdentity;
  target: NodeIdentity;
}

/** What came of requests. */
export interface ResponseKey {
  /** Response code or grpc status, `-` for no response. */
  code: string;
  flags: string;
}

/** Where the traffic of a series runs in a graph of one type. */
export interface SeriesRoute {
  source: NodeIdentity;
  target: NodeIdentity;
  /** The service that was asked for (in a graph of operations: what was asked of it), where it is another node than the target. */
  service: NodeIdentity | undefined;
  /** Source to target. */
  direct: readonly Leg[];
  /** Source to service and service to target, where there is a service in between. */
  injected: readonly Leg[];
  response: ResponseKey;
  carries: Carried;
}

/** What the labels of a series say of an edge besides where it runs; kept with the route, near to what adds it up. */
export interface Carried {
  host: string;
  /** Identities of both ends, empty when not known. */
  sourcePrincipal: string;
  destinationPrincipal: string;
  isMutualTls: boolean;
}

/** Finds the route of a series and of the series whose destination labels hold for it; undefined for bad telemetry. */
export type FindRoute = (facts: SeriesFacts, destination: SeriesFacts) => SeriesRoute | undefined;

/**
 * Routes of one graph type, remembered by the series' facts: labels never change, so the strings of a
 * graph are made once a series and not once a query. Equal nodes are the same object, and so are equal legs and responses.
 */
export function createFindRoute(type: GraphType): FindRoute {
  // By number where series have one: a query of a large mesh asks for tens of thousands.
  const numbered: (Remembered | undefined)[] = [];
  const known = new Map<SeriesFacts, Remembered>();
  const shared = createShared();
  return (facts, destination) => {
    if (facts !== destination) return findRoute(type, facts, destination, shared);
    const { number } = facts;
    let remembered = number >= 0 ? numbered[number] : known.get(facts);
    // Two books may count alike.
    if (remembered?.facts !== facts) {
      remembered = { facts, route: findRoute(type, facts, destination, shared) };
      if (number >= 0) numbered[number] = remembered;
      else known.set(facts, remembered);
    }
    return remembered.route;
  };
}

interface Remembered {
  facts: SeriesFacts;
  route: SeriesRoute | undefined;
}

/** One object for each node, leg and response. */
interface Shared {
  node(node: NodeIdentity): NodeIdentity;
  leg(source: NodeIdentity, target: NodeIdentity, protocol: string): Leg;
  response(code: string, flags: string): ResponseKey;
}

function createShared(): Shared {
  const nodes = new Map<string, NodeIdentity>();
  const legs = new Map<string, Leg>();
  const responses = new Map<string, ResponseKey>();
  return {
    node(node) {
      // Several workloads may make up one node; the node sum tells them apart.
      const key = `${node.id} ${node.workload}`;
      const known = nodes.get(key);
      if (known !== undefined) return known;
      nodes.set(key, node);
      return node;
    },
    leg(source, target, protocol) {
      const id = formatEdge(source.id, target.id, protocol);
      const key = `${id} ${source.workload} ${target.workload}`;
      let leg = legs.get(key);
      if (leg === undefined) {
        leg = { number: legs.size, id, source, target };
        legs.set(key, leg);
      }
      return leg;
    },
    response(code, flags) {
      const key = `${code} ${flags}`;
      let response = responses.get(key);
      if (response === undefined) {
        response = { code, flags };
        responses.set(key, response);
      }
      return response;
    },
  };
}

function findRoute(
  type: GraphType,
  facts: SeriesFacts,
  destination: SeriesFacts,
  shared: Shared,
): SeriesRoute | undefined {
  const from = sourceEnd(facts.labels);
  const to = resolveEgressGateway(destinationEnd(destination.labels));
  if (isBadTelemetry(from, to)) return undefined;
  const caller = identifyNode(type, from);
  const callee = identifyNode(type, to);
  if (caller === undefined || callee === undefined) return undefined;
  const [source, target] = [shared.node(caller), shared.node(callee)];
  const asked =
    type === 'operation' ? identifyOperation(to, facts.labels.request_operation) : identifyService(to);
  const service = asked === undefined || asked.id === target.id ? undefined : shared.node(asked);
  const direct = [shared.leg(source, target, facts.protocol)];
  const injected =
    service === undefined
      ? direct
      : [shared.leg(source, service, facts.protocol), shared.leg(service, target, facts.protocol)];
  const response = shared.response(facts.outcome, facts.flags);
  return { source, target, service, direct, injected, response, carries: readCarried(facts.labels) };
}

function readCarried(labels: SeriesLabels): Carried {
  const { source_principal, destination_principal } = labels;
  return {
    host: labels.destination_service,
    sourcePrincipal: isKnown(source_principal) ? source_principal : '',
    destinationPrincipal: isKnown(destination_principal) ? destination_principal : '',
    isMutualTls: labels.connection_security_policy === 'mutual_tls',
  };
}
