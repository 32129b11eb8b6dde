import type { GatewayServer as ServerSpec } from '../../config/kinds/gateway';
import type { TcpRoute } from '../../config/kinds/virtual-service';
import { referenceOf } from '../../config/resource';
import type { CompileContext } from '../compile-context';
import type { TcpPlan } from '../route-table';
import { matchesSource } from '../virtual-service/match-source';
import { planDestination } from '../virtual-service/plan-destinations';
import type { PreparedVirtualService } from '../virtual-service/prepared-virtual-service';
import type { ServerStream } from './gateway-server';

/** Where connections of a server go: by server name where TLS is passed on, else by the first tcp route that fits. */
export function compileStreams(
  { tls }: ServerSpec,
  services: readonly PreparedVirtualService[],
  context: CompileContext,
): ServerStream[] {
  return tls?.mode === 'PASSTHROUGH' || tls?.mode === 'AUTO_PASSTHROUGH'
    ? tlsStreams(services, context)
    : tcpStreams(services, context);
}

function tcpStreams(services: readonly PreparedVirtualService[], context: CompileContext): ServerStream[] {
  for (const service of services) {
    for (const [index, route] of service.tcp.entries()) {
      const matches = route.match ?? [];
      if (matches.length > 0 && !matches.some((match) => matchesConnection(match, context))) continue;
      const plan = planConnection(service, route.route, `spec.tcp[${index}]`, index, context);
      if (plan !== undefined) return [{ serverNames: [], plan }];
    }
  }
  return [];
}

/** The first route to name a server name keeps it. */
function tlsStreams(services: readonly PreparedVirtualService[], context: CompileContext): ServerStream[] {
  const taken = new Set<string>();
  return services.flatMap((service) =>
    service.tls.flatMap((route, index) => {
      const plan = planConnection(service, route.route, `spec.tls[${index}]`, index, context);
      if (plan === undefined) return [];
      return (route.match ?? [])
        .filter((match) => matchesConnection(match, context))
        .map(({ sniHosts = [] }) => sniHosts.map((name) => name.toLowerCase()))
        .filter((names) => claimNames(names, taken))
        .map((serverNames) => ({ serverNames, plan }));
    }),
  );
}

function claimNames(names: readonly string[], taken: Set<string>): boolean {
  if (names.some((name) => taken.has(name))) return false;
  for (const name of names) taken.add(name);
  return true;
}

/** The parts of a match that the listener and the caller decide. */
export function matchesConnection(
  match: NonNullable<TcpRoute['match']>[number],
  context: CompileContext,
): boolean {
  const isPort = match.port === undefined || match.port === 0 || match.port === context.port;
  return isPort && matchesSource(match, context);
}

/** Where connections that a tcp or tls route takes go; undefined for a route without destinations. */
export function planConnection(
  service: PreparedVirtualService,
  route: TcpRoute['route'],
  path: string,
  ruleIndex: number,
  context: CompileContext,
): TcpPlan | undefined {
  const written = route ?? [];
  const used = written.length === 1 ? written : written.filter(({ weight = 0 }) => weight > 0);
  const destinations = used.map(({ destination, weight = 0 }) =>
    planDestination(destination, written.length === 1 ? 100 : weight, service.namespace, context),
  );
  if (destinations.length === 0) return undefined;
  return {
    origin: { resource: referenceOf(service.resource), path, ruleIndex, matchIndex: undefined },
    destinations,
    totalWeight: destinations.reduce((sum, { weight }) => sum + weight, 0),
  };
}
