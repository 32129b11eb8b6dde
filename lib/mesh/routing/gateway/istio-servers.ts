import { isSubsetHost } from '../../config/host-name';
import type { GatewaySpec, GatewayServer as ServerSpec } from '../../config/kinds/gateway';
import { type ConfigResource, referenceOf } from '../../config/resource';
import type { ClusterPlan } from '../cluster-plan';
import type { CompileContext } from '../compile-context';
import { meshContext } from '../mesh-context';
import type { RoutedService } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';
import { isSubset } from '../services/workload-instance';
import type { PreparedVirtualService } from '../virtual-service/prepared-virtual-service';
import { visibleVirtualServices } from '../visibility';
import { autoPassthroughClusters, autoPassthroughStreams } from './auto-passthrough';
import type { GatewayServer, ServerHost } from './gateway-server';
import { type ServiceTarget, serviceTargets } from './service-ports';
import { compileStreams } from './stream-routes';

/** Binds a Gateway to the proxies of some services instead of to labels. */
const SERVICE_ANNOTATION = 'internal.istio.io/gateway-service';
/** On a service: its port is not the one its gateway listens at. */
const NO_TRANSLATION_LABEL = 'experimental.istio.io/disable-gateway-port-translation';

/** The servers of Istio's Gateways that select a proxy, in order of precedence. */
export function istioServers(
  mesh: RoutingMesh,
  proxy: RoutingProxy,
  services: ReadonlyMap<string, RoutedService>,
): GatewayServer[] {
  const targets = serviceTargets(mesh, proxy);
  const virtualServices = visibleVirtualServices(mesh.virtualServices, proxy.namespace);
  return (mesh.resources.list('Gateway') as readonly ConfigResource<GatewaySpec>[]).flatMap((resource) => {
    const bound = bind(resource, proxy, targets);
    if (bound === undefined) return [];
    const gateway = `${resource.metadata.namespace}/${resource.metadata.name}`;
    const routed = virtualServices.filter(({ gateways }) => gateways.includes(gateway));
    return (resource.spec.servers ?? []).flatMap((server) =>
      portsOf(server, bound).map((port) => {
        const context = {
          proxy,
          port: server.port?.number ?? port,
          gateways: new Set([gateway]),
          ...meshContext(mesh.settings),
          findService: (host: string) => services.get(host),
        };
        const clusters =
          server.tls?.mode === 'AUTO_PASSTHROUGH' ? passedOn(mesh, proxy, services, resource, server) : [];
        return toServer(resource, server, port, routed, context, clusters);
      }),
    );
  });
}

interface Binding {
  targets: readonly ServiceTarget[];
  /** Bound by labels: the port is taken as it is where no service translates it. */
  byLabels: boolean;
}

function bind(
  { metadata, spec }: ConfigResource<GatewaySpec>,
  proxy: RoutingProxy,
  targets: readonly ServiceTarget[],
): Binding | undefined {
  const annotation = metadata.annotations[SERVICE_ANNOTATION];
  if (annotation !== undefined) {
    const hosts = new Set(annotation.split(',').map((host) => host.trim()));
    const own = targets.filter(
      ({ service }) => hosts.has(service.host) && service.namespace === metadata.namespace,
    );
    return own.length === 0 ? undefined : { targets: own, byLabels: false };
  }
  return isSubset(spec.selector ?? {}, proxy.labels) ? { targets, byLabels: true } : undefined;
}

function portsOf({ port }: ServerSpec, { targets, byLabels }: Binding): number[] {
  if (port?.number === undefined) return [];
  const translated = targets.filter(
    (target) =>
      target.port === port.number && !(byLabels && target.service.labels[NO_TRANSLATION_LABEL] !== undefined),
  );
  const ports = [...new Set(translated.map(({ targetPort }) => targetPort))];
  if (!byLabels) return ports;
  return [ports[0] ?? port.number];
}

function toServer(
  resource: ConfigResource<GatewaySpec>,
  spec: ServerSpec,
  port: number,
  virtualServices: readonly PreparedVirtualService[],
  context: CompileContext,
  clusters: readonly ClusterPlan[],
): GatewayServer {
  const { namespace, name } = resource.metadata;
  const hosts = (spec.hosts ?? []).map((host) => readHost(host, namespace));
  const bound = virtualServices.map((service) => ({
    service,
    domains: intersect(hostsFor(hosts, service.namespace), service.hosts),
  }));
  const attached = bound.filter(({ domains }) => domains.length > 0);
  const redirectsToTls = spec.tls?.httpsRedirect === true;
  return {
    gateway: `${namespace}/${name}`,
    origin: referenceOf(resource),
    portName: spec.port?.name ?? '',
    serverPort: spec.port?.number ?? port,
    port,
    bind: spec.bind ?? '',
    protocol: protocolOfServer(spec),
    tls: spec.tls ?? undefined,
    serverNames: [...new Set(hosts.map(({ host }) => host))],
    hostKeys: hosts.map((one) => `${one.namespace}/${one.host}`),
    redirectsToTls,
    hosts: () => attached.flatMap(({ service, domains }) => hostsOf(service, domains, context)),
    streams: () => [
      ...compileStreams(
        spec,
        attached.map(({ service }) => service),
        context,
      ),
      ...autoPassthroughStreams(clusters),
    ],
    clusters,
  };
}

function passedOn(
  mesh: RoutingMesh,
  proxy: RoutingProxy,
  services: ReadonlyMap<string, RoutedService>,
  { metadata }: ConfigResource,
  { hosts = [] }: ServerSpec,
): ClusterPlan[] {
  const names = hosts.map((host) => readHost(host, metadata.namespace).host);
  return autoPassthroughClusters(mesh, proxy, services.values(), names);
}

function hostsOf(
  service: PreparedVirtualService,
  domains: readonly string[],
  context: CompileContext,
): ServerHost[] {
  const routes = service.compile(context);
  return routes.length === 0 ? [] : domains.map((domain) => ({ domain, routes }));
}

function protocolOfServer({ port, tls }: ServerSpec): GatewayServer['protocol'] {
  switch ((port?.protocol ?? '').toUpperCase()) {
    case 'HTTPS':
      return 'https';
    case 'TLS':
      return 'tls';
    case 'TCP':
    case 'MONGO':
      return tls === undefined || tls === null ? 'tcp' : 'tls';
    default:
      return 'http';
  }
}

interface ServerHostName {
  /** Whose VirtualServices may bind here; `*` for all. */
  namespace: string;
  host: string;
}

function readHost(text: string, own: string): ServerHostName {
  const slash = text.indexOf('/');
  const namespace = slash < 0 ? '*' : text.slice(0, slash);
  return { namespace: namespace === '.' ? own : namespace, host: text.slice(slash + 1).toLowerCase() };
}

function hostsFor(hosts: readonly ServerHostName[], namespace: string): string[] {
  return hosts.filter((one) => one.namespace === '*' || one.namespace === namespace).map(({ host }) => host);
}

/** Of every pair that overlaps the narrower name. */
function intersect(serverHosts: readonly string[], routeHosts: readonly string[]): string[] {
  const found = serverHosts.flatMap((server) =>
    routeHosts.flatMap((route) => {
      if (isSubsetHost(server, route)) return [server];
      return isSubsetHost(route, server) ? [route] : [];
    }),
  );
  return [...new Set(found)];
}
