import { isSubsetHost } from '../../config/host-name';
import type { SidecarSpec } from '../../config/kinds/sidecar';
import type { ConfigResource } from '../../config/resource';
import type { CompileContext } from '../compile-context';
import { meshContext } from '../mesh-context';
import type { RoutedService } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import type { RoutingProxy } from '../routing-proxy';
import { MESH_GATEWAY, MESH_ONLY } from '../virtual-service/prepare-virtual-services';
import type { PreparedVirtualService } from '../virtual-service/prepared-virtual-service';
import { visibleServices, visibleVirtualServices } from '../visibility';
import { findSidecar } from './find-sidecar';

/** The protocol of a listener that clients use as an HTTP proxy. */
export const HTTP_PROXY = 'HTTP_PROXY';

/** What a sidecar may reach through one of its egress listeners. */
export interface EgressScope {
  /** Undefined for the listener of all ports that no other one names. */
  port: number | undefined;
  services: ReadonlyMap<string, RoutedService>;
  /** In the order in which they claim hosts. */
  virtualServices: readonly PreparedVirtualService[];
}

/** An egress listener that clients use as an HTTP proxy: it serves every port of its hosts. */
export interface HttpProxyScope extends EgressScope {
  port: undefined;
  /** Where it listens. */
  listen: { port: number; bind: string };
}

/** What a sidecar may reach. */
export interface SidecarScope {
  sidecar: ConfigResource<SidecarSpec> | undefined;
  egress: readonly EgressScope[];
  /** Listeners of their own, each with what it leads to. */
  httpProxies: readonly HttpProxyScope[];
  /** By host: everything that clusters are made of, destinations of its VirtualServices among it. */
  services: ReadonlyMap<string, RoutedService>;
}

/** The view of one sidecar: everything exported to its namespace, narrowed by the Sidecar resource that applies. */
export function sidecarScope(mesh: RoutingMesh, proxy: RoutingProxy): SidecarScope {
  const services = visibleServices(mesh.services, proxy.namespace);
  const virtualServices = visibleVirtualServices(mesh.virtualServices, proxy.namespace).filter(
    ({ gateways }) => gateways.includes(MESH_GATEWAY),
  );
  const sidecar = findSidecar(mesh, proxy);
  const written = sidecar?.spec.egress ?? [];
  if (written.length === 0) {
    return { sidecar, services, egress: [{ port: undefined, services, virtualServices }], httpProxies: [] };
  }
  const toScope = (listener: Egress): EgressScope => {
    const imports = (listener.hosts ?? []).map((host) => readImport(host, sidecar?.metadata.namespace ?? ''));
    return {
      port: listener.port?.number,
      services: new Map([...services].filter(([, service]) => importsService(imports, service))),
      virtualServices: virtualServices.filter((service) => importsVirtualService(imports, service)),
    };
  };
  const egress = written.filter((one) => !isHttpProxy(one)).map(toScope);
  const httpProxies = written.filter(isHttpProxy).flatMap((one): HttpProxyScope[] => {
    const port = one.port?.number ?? 0;
    if (port === 0) return [];
    return [{ ...toScope(one), port: undefined, listen: { port, bind: one.bind ?? '' } }];
  });
  const context = {
    proxy,
    port: 0,
    gateways: MESH_ONLY,
    ...meshContext(mesh.settings),
    findService: (host: string) => services.get(host),
  };
  const reached = reachable([...egress, ...httpProxies], services, context);
  return { sidecar, egress, httpProxies, services: reached };
}

type Egress = NonNullable<SidecarSpec['egress']>[number];

function isHttpProxy({ port }: Egress): boolean {
  return (port?.protocol ?? '').toUpperCase() === HTTP_PROXY;
}

interface Import {
  /** `*` for any. */
  namespace: string;
  host: string;
}

function readImport(text: string, own: string): Import {
  const slash = text.indexOf('/');
  const namespace = slash < 0 ? '*' : text.slice(0, slash);
  return { namespace: namespace === '.' ? own : namespace, host: text.slice(slash + 1).toLowerCase() };
}

function isFrom({ namespace }: Import, owner: string): boolean {
  return namespace === '*' || namespace === owner;
}

function importsService(imports: readonly Import[], service: RoutedService): boolean {
  return imports.some((one) => isFrom(one, service.namespace) && isSubsetHost(service.host, one.host));
}

/** For VirtualServices either host may be the wider one. */
function importsVirtualService(
  imports: readonly Import[],
  { namespace, hosts }: PreparedVirtualService,
): boolean {
  return imports.some(
    (one) =>
      isFrom(one, namespace) &&
      hosts.some((host) => isSubsetHost(host, one.host) || isSubsetHost(one.host, host)),
  );
}

/** Imported services, and those that rules of imported VirtualServices lead to. */
function reachable(
  egress: readonly EgressScope[],
  visible: ReadonlyMap<string, RoutedService>,
  context: CompileContext,
): ReadonlyMap<string, RoutedService> {
  const found = new Map<string, RoutedService>();
  for (const listener of egress) {
    for (const [host, service] of listener.services) found.set(host, service);
    for (const host of listener.virtualServices.flatMap((service) => service.destinations(context))) {
      const service = visible.get(host);
      if (service !== undefined) found.set(host, service);
    }
  }
  return found;
}
