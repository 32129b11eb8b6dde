import { compileRouteTable } from '../compile-route-table';
import { findFilterChains, findListener } from '../find-filter-chain';
import { findImpliedPort } from '../find-implied-port';
import { findHttpRoute } from '../find-route';
import type { RouteDecision } from '../route-plan';
import type { RouteConfig, RouteTable } from '../route-table';
import type { RoutingMesh } from '../routing-mesh';
import { describeAnswer } from './describe-answer';
import { explainDecision } from './explain-decision';
import { type Caller, findCaller } from './find-caller';
import { type ReadRequest, readRequest } from './read-request';
import type { RouteAnswer, SimulatedRequest } from './simulated-request';

/** Answers requests against one configuration; tables are compiled once a caller. */
export interface RouteSimulator {
  /** The answer, or why the question makes no sense. */
  simulate(request: SimulatedRequest): RouteAnswer | { error: string };
}

/** Prepares to answer what would become of requests, and why, without sending any. */
export function createRouteSimulator(mesh: RoutingMesh): RouteSimulator {
  const tables = new Map<string, RouteTable>();
  return {
    simulate(simulated) {
      const caller = findCaller(mesh.resources, simulated.from);
      if ('error' in caller) return caller;
      const key = JSON.stringify(caller.proxy);
      const table = tables.get(key) ?? compileRouteTable(mesh, caller.proxy);
      tables.set(key, table);
      return answer(mesh, caller, table, readRequest(simulated));
    },
  };
}

/** Where a request is decided: the virtual hosts that see it, and what led there. */
interface Place {
  config: RouteConfig;
  port: number;
  explain: string[];
}

function answer(
  mesh: RoutingMesh,
  caller: Caller,
  table: RouteTable,
  read: ReadRequest,
): RouteAnswer | { error: string } {
  const place =
    caller.proxy.kind === 'gateway' ? atGateway(caller, table, read) : atSidecar(caller, table, read);
  if ('error' in place) return place;
  const { request } = read;
  const decision: RouteDecision = findHttpRoute(place.config, request);
  const explain = [...place.explain, ...explainDecision(mesh, table, place.config, decision, request)];
  return describeAnswer(table, decision, request, explain);
}

function atSidecar({ name }: Caller, table: RouteTable, { request, port: named }: ReadRequest): Place {
  const port = named ?? findImpliedPort(table, request.authority);
  const config = table.httpByPort.get(port) ?? table.otherPorts;
  return {
    config,
    port,
    explain: [`The request leaves through ${name} for ${request.authority}, port ${port}.`],
  };
}

function atGateway(
  { name }: Caller,
  table: RouteTable,
  { request, port: named }: ReadRequest,
): Place | { error: string } {
  const port = named ?? 80;
  const listener = findListener(table.listeners, port);
  if (listener === undefined) {
    const ports = table.listeners.map((one) => one.port).join(', ');
    return {
      error: `${name} does not listen at port ${port}; it listens at ${ports === '' ? 'none' : ports}`,
    };
  }
  const isTls = request.scheme === 'https';
  const serverName = isTls ? request.authority.replace(/:\d+$/, '') : '';
  const [chain] = findFilterChains(listener, { isTls, serverName });
  if (chain?.http === undefined) {
    const why =
      chain === undefined
        ? `no server there takes ${isTls ? serverName : 'plain requests'}`
        : 'it passes connections on without reading them';
    return { error: `${name} decides nothing about HTTP requests at port ${port}: ${why}` };
  }
  return { config: chain.http, port, explain: [`The request enters by ${name} at port ${port}.`] };
}
