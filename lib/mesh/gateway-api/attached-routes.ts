import { isSubsetHost } from '../config/host-name';
import type { GrpcRouteSpec } from '../config/kinds/grpc-route';
import type { HttpRouteSpec } from '../config/kinds/http-route';
import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import { allowsNamespace } from './allows-namespace';
import { type ApiListener, type GatewayListener, hostOf } from './gateway-listeners';
import { GATEWAY_GROUP, readParentRefs } from './parent-ref';

/** A route that a listener takes, and the hosts that both are for. */
export interface AttachedRoute<Route extends ConfigResource = ConfigResource> {
  route: Route;
  /** `*` for every host. */
  domains: readonly string[];
}

type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute';

const KINDS_BY_PROTOCOL: Readonly<Record<string, readonly RouteKind[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
};

/** The routes of some kinds that attach to a listener: they name it, it allows them, and their hosts overlap. */
export function attachedRoutes(
  kinds: readonly RouteKind[],
  { listener, owner }: GatewayListener,
  resources: ResourceSet,
): AttachedRoute[] {
  const namespaces = { from: 'Same' as const, ...listener.allowedRoutes?.namespaces };
  const taken = kinds.filter(
    (kind) =>
      KINDS_BY_PROTOCOL[listener.protocol ?? '']?.includes(kind) === true && allowsKind(listener, kind),
  );
  return taken
    .flatMap((kind) => resources.list(kind))
    .filter((route) => namesListener(route, owner, listener))
    .filter((route) =>
      allowsNamespace(namespaces, owner.metadata.namespace, route.metadata.namespace, resources),
    )
    .map((route) => ({ route, domains: domainsOf(route, listener) }))
    .filter(({ domains }) => domains.length > 0);
}

function namesListener(
  route: ConfigResource,
  { kind, metadata }: ConfigResource,
  { name, port }: ApiListener,
): boolean {
  const { parentRefs } = route.spec as HttpRouteSpec | GrpcRouteSpec;
  return readParentRefs(parentRefs, route.metadata.namespace).some(
    (ref) =>
      ref.group === GATEWAY_GROUP &&
      ref.kind === kind &&
      ref.name === metadata.name &&
      ref.namespace === metadata.namespace &&
      (ref.sectionName === '' || ref.sectionName === name) &&
      (ref.port === undefined || ref.port === port),
  );
}

function allowsKind({ allowedRoutes }: ApiListener, kind: RouteKind): boolean {
  const kinds = allowedRoutes?.kinds ?? [];
  return (
    kinds.length === 0 ||
    kinds.some((allowed) => allowed.kind === kind && (allowed.group ?? GATEWAY_GROUP) === GATEWAY_GROUP)
  );
}

/** Of route and listener the narrower host, for every pair that overlaps. */
function domainsOf(route: ConfigResource, listener: ApiListener): string[] {
  const server = hostOf(listener);
  const { hostnames = [] } = route.spec as HttpRouteSpec;
  if (hostnames.length === 0) return [server];
  return hostnames.flatMap((written) => {
    const host = written.toLowerCase();
    if (isSubsetHost(host, server)) return [host];
    return isSubsetHost(server, host) ? [server] : [];
  });
}
