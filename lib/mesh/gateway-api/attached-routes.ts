import { isSubsetHost } from '../config/host-name';
import type { GrpcRouteSpec } from '../config/kinds/grpc-route';
import type { HttpRouteSpec } from '../config/kinds/http-route';
import type { K8sGatewaySpec } from '../config/kinds/k8s-gateway';
import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import { GATEWAY_GROUP, readParentRefs } from './parent-ref';

/** A listener of a Gateway. */
export type ApiListener = NonNullable<K8sGatewaySpec['listeners']>[number];

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
  gateway: ConfigResource<K8sGatewaySpec>,
  listener: ApiListener,
  resources: ResourceSet,
): AttachedRoute[] {
  const taken = kinds.filter(
    (kind) =>
      KINDS_BY_PROTOCOL[listener.protocol ?? '']?.includes(kind) === true && allowsKind(listener, kind),
  );
  return taken
    .flatMap((kind) => resources.list(kind))
    .filter((route) => namesListener(route, gateway, listener))
    .filter((route) =>
      allowsNamespace(listener, gateway.metadata.namespace, route.metadata.namespace, resources),
    )
    .map((route) => ({ route, domains: domainsOf(route, listener) }))
    .filter(({ domains }) => domains.length > 0);
}

function namesListener(
  route: ConfigResource,
  { metadata }: ConfigResource,
  { name, port }: ApiListener,
): boolean {
  const { parentRefs } = route.spec as HttpRouteSpec | GrpcRouteSpec;
  return readParentRefs(parentRefs, route.metadata.namespace).some(
    (ref) =>
      ref.group === GATEWAY_GROUP &&
      ref.kind === 'Gateway' &&
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

function allowsNamespace(
  { allowedRoutes }: ApiListener,
  own: string,
  namespace: string,
  resources: ResourceSet,
): boolean {
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  switch (from) {
    case 'All':
      return true;
    case 'Selector':
      return selectsNamespace(selector ?? {}, namespace, resources);
    case 'Same':
      return own === namespace;
    default:
      return false;
  }
}

interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { key?: string; operator?: string; values?: readonly string[] }[];
}

function selectsNamespace(selector: LabelSelector, name: string, resources: ResourceSet): boolean {
  const labels: Readonly<Record<string, string>> = {
    'kubernetes.io/metadata.name': name,
    ...resources.find('Namespace', '', name)?.metadata.labels,
  };
  const hasLabels = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return (
    hasLabels &&
    (selector.matchExpressions ?? []).every(({ key = '', operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isIn = value !== undefined && values.includes(value);
      return operator === 'NotIn' ? !isIn : isIn;
    })
  );
}

/** Of route and listener the narrower host, for every pair that overlaps. */
function domainsOf(route: ConfigResource, { hostname = '' }: ApiListener): string[] {
  const server = hostname === '' ? '*' : hostname.toLowerCase();
  const { hostnames = [] } = route.spec as HttpRouteSpec;
  if (hostnames.length === 0) return [server];
  return hostnames.flatMap((written) => {
    const host = written.toLowerCase();
    if (isSubsetHost(host, server)) return [host];
    return isSubsetHost(server, host) ? [server] : [];
  });
}
