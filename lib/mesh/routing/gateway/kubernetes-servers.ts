import { compareHostSpecificity, isSubsetHost } from '../../config/host-name';
import type { ServerTls } from '../../config/kinds/gateway';
import type { K8sGatewaySpec } from '../../config/kinds/k8s-gateway';
import type { TcpRouteSpec } from '../../config/kinds/l4-routes';
import { type ConfigResource, referenceOf } from '../../config/resource';
import { type AttachedRoute, attachedRoutes } from '../../gateway-api/attached-routes';
import { planBackend } from '../../gateway-api/backend-destinations';
import { type ApiRoute, compileApiRoutes } from '../../gateway-api/compile-api-routes';
import {
  type ApiListener,
  type GatewayListener,
  gatewayListeners,
  hostOf,
} from '../../gateway-api/gateway-listeners';
import { GATEWAY_NAME_LABEL } from '../../gateway-api/gateway-name-label';
import type { CompileContext, PlannedRoute } from '../compile-context';
import { meshContext } from '../mesh-context';
import { barePlan } from '../route-plan';
import type { RoutedService } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';
import type { GatewayServer, ServerHost, ServerStream } from './gateway-server';

/** The listeners of Gateway API Gateways that a proxy stands for: those of its namespace that its label names. */
export function kubernetesServers(
  mesh: RoutingMesh,
  proxy: RoutingProxy,
  services: ReadonlyMap<string, RoutedService>,
): GatewayServer[] {
  const gateways = mesh.resources.list('K8sGateway') as readonly ConfigResource<K8sGatewaySpec>[];
  return gateways
    .filter(
      ({ metadata }) =>
        metadata.namespace === proxy.namespace && metadata.name === proxy.labels[GATEWAY_NAME_LABEL],
    )
    .flatMap((gateway) => {
      const listeners = gatewayListeners(gateway, mesh.resources);
      return listeners.flatMap((entry) => toServer(mesh, proxy, services, entry, listeners));
    });
}

const PROTOCOLS: Readonly<Record<string, GatewayServer['protocol']>> = {
  HTTP: 'http',
  HTTPS: 'https',
  TLS: 'tls',
  TCP: 'tcp',
};

function toServer(
  mesh: RoutingMesh,
  proxy: RoutingProxy,
  services: ReadonlyMap<string, RoutedService>,
  entry: GatewayListener,
  all: readonly GatewayListener[],
): GatewayServer[] {
  const { gateway, listener, owner } = entry;
  const { namespace, name } = gateway.metadata;
  const protocol = PROTOCOLS[listener.protocol ?? ''];
  const { port } = listener;
  if (protocol === undefined || port === undefined) return [];
  const context: CompileContext = {
    proxy,
    port,
    gateways: new Set([`${namespace}/${name}`]),
    ...meshContext(mesh.settings),
    findService: (host) => services.get(host),
  };
  return [
    {
      gateway: `${namespace}/${name}`,
      origin: referenceOf(owner),
      portName: listener.name ?? '',
      serverPort: port,
      port,
      bind: '',
      protocol,
      tls: tlsOf(entry),
      serverNames: [hostOf(listener)],
      hostKeys: [hostOf(listener)],
      redirectsToTls: false,
      hosts: () => compileHosts(mesh, entry, all, context),
      streams: () => compileStreams(mesh, entry, context),
      clusters: [],
    },
  ];
}

function tlsOf({ gateway, listener, owner }: GatewayListener): ServerTls | undefined {
  const { protocol, tls } = listener;
  const home = gateway.metadata.namespace;
  if (protocol !== 'HTTPS' && protocol !== 'TLS') return undefined;
  if (tls?.mode === 'Passthrough') return { mode: 'PASSTHROUGH' };
  const names = (tls?.certificateRefs ?? []).map(({ name = '', namespace = owner.metadata.namespace }) =>
    namespace === home ? name : `${namespace}/${name}`,
  );
  const authority = authorityOf(listener, gateway);
  return {
    mode: authority === undefined ? 'SIMPLE' : 'MUTUAL',
    ...(names[0] === undefined ? {} : { credentialName: names[0], credentialNames: names }),
    ...(authority === undefined ? {} : { caCertCredentialName: authority }),
  };
}

/** Who vouches for callers: what the port says, else the gateway; nobody where insecure callers are let in anyway. */
export function authorityOf(
  { port, tls }: ApiListener,
  { metadata, spec }: ConfigResource<K8sGatewaySpec>,
): string | undefined {
  const { default: usual, perPort = [] } = spec.tls?.frontend ?? {};
  const own = perPort.find((one) => one?.port === port)?.tls?.validation;
  const validation = own ?? usual?.validation ?? tls?.frontendValidation;
  const [authority] = validation?.caCertificateRefs ?? [];
  const isForced = (validation as { mode?: string } | undefined)?.mode !== 'AllowInsecureFallback';
  if (authority?.name === undefined || !isForced) return undefined;
  const { name, namespace = metadata.namespace } = authority;
  return namespace === metadata.namespace ? name : `${namespace}/${name}`;
}

/**
 * The virtual hosts of a listener. Listeners of a port do not share requests: a host belongs to the listener that names it
 * most specifically, whether or not a route there takes the request.
 */
function compileHosts(
  mesh: RoutingMesh,
  entry: GatewayListener,
  all: readonly GatewayListener[],
  context: CompileContext,
): ServerHost[] {
  const { listener } = entry;
  const own = hostOf(listener);
  const others = all
    .map((other) => other.listener)
    .filter(
      (other) => other !== listener && other.port === listener.port && other.protocol === listener.protocol,
    );
  const names = others.map(hostOf);
  const attached = attachedRoutes(['HTTPRoute', 'GRPCRoute'], entry, mesh.resources).map((one) => ({
    ...one,
    domains: one.domains.filter((domain) => isOwned(domain, own, names)),
  })) as AttachedRoute<ApiRoute>[];
  const domains = [...new Set(attached.flatMap((one) => one.domains))];
  const hosts = domains.map((domain) => {
    const routes = attached.filter((one) => one.domains.includes(domain)).map(({ route }) => route);
    return { domain, routes: compileApiRoutes(routes, mesh.resources, context) };
  });
  const isolated = others.length > 0 && !domains.includes(own) ? [{ domain: own, routes: [] }] : [];
  const misdirected =
    listener.protocol === 'HTTPS' ? names.map((domain) => ({ domain, routes: [MISDIRECTED] })) : [];
  return [...hosts, ...isolated, ...misdirected];
}

function isOwned(domain: string, own: string, others: readonly string[]): boolean {
  return !others.some((other) => isSubsetHost(domain, other) && compareHostSpecificity(other, own) < 0);
}

/** A request over a connection whose server name belongs to another listener than its host. */
const MISDIRECTED: PlannedRoute = {
  test: undefined,
  mismatch: undefined,
  plan: barePlan({ kind: 'direct-response', status: 421, body: '', responseHeaders: [] }, ''),
};

/** Where connections of a TLS or TCP listener go; the oldest route that takes a server name keeps it. */
function compileStreams(
  { resources }: RoutingMesh,
  entry: GatewayListener,
  context: CompileContext,
): ServerStream[] {
  const taken = new Set<string>();
  return attachedRoutes(['TLSRoute', 'TCPRoute'], entry, resources).flatMap(({ route, domains }) => {
    const free = domains.filter((domain) => !taken.has(domain));
    const [rule] = (route.spec as TcpRouteSpec).rules ?? [];
    const destinations = (rule?.backendRefs ?? [])
      .filter(({ weight }) => weight !== 0)
      .map((ref) => planBackend(ref, route, resources, context))
      .filter(({ refusedStatus }) => refusedStatus === undefined);
    if (free.length === 0 || destinations.length === 0) return [];
    for (const domain of free) taken.add(domain);
    const origin = {
      resource: referenceOf(route),
      path: 'spec.rules[0]',
      ruleIndex: 0,
      matchIndex: undefined,
    };
    const totalWeight = destinations.reduce((sum, { weight }) => sum + weight, 0);
    return [{ serverNames: free, plan: { origin, destinations, totalWeight } }];
  });
}
