import { resolveHost } from '../config/host-name';
import type { MeshSettings } from '../config/mesh-settings';
import type { ResourceSet } from '../config/resource-set';
import type { CompileContext } from '../routing/compile-context';
import { hostDomain } from '../routing/host-domain';
import type { PreparedVirtualService } from '../routing/virtual-service/prepared-virtual-service';
import { planBackend } from './backend-destinations';
import { type ApiRoute, compileApiRoutes } from './compile-api-routes';
import { type ParentRef, readParentRefs } from './parent-ref';

interface ServiceRoute {
  route: ApiRoute;
  host: string;
  /** Whether the service lives where the route does: it then applies to every client, else to its own namespace only. */
  isProducer: boolean;
  port: number | undefined;
  /** The name of a port; empty for all. */
  section: string;
}

/**
 * Routes that name a service as their parent, in the form in which sidecars take VirtualServices: one for each namespace
 * and service. A route in the client's namespace goes before one in the service's, one in neither does not apply.
 */
export function prepareMeshRoutes(resources: ResourceSet, settings: MeshSettings): PreparedVirtualService[] {
  const groups = new Map<string, ServiceRoute[]>();
  for (const kind of ['HTTPRoute', 'GRPCRoute'] as const) {
    for (const route of resources.list(kind) as readonly ApiRoute[]) {
      for (const one of serviceRoutes(route, resources, settings)) {
        const key = `${route.metadata.namespace} ${one.host}`;
        groups.set(key, [...(groups.get(key) ?? []), one]);
      }
    }
  }
  return [...groups.values()].flatMap((group) => toPrepared(group, resources));
}

function serviceRoutes(route: ApiRoute, resources: ResourceSet, settings: MeshSettings): ServiceRoute[] {
  return readParentRefs(route.spec.parentRefs, route.metadata.namespace).flatMap((ref) => {
    const host = parentHost(ref, resources, settings);
    return host === undefined
      ? []
      : [
          {
            route,
            host,
            isProducer: ref.namespace === route.metadata.namespace,
            port: ref.port,
            section: ref.sectionName,
          },
        ];
  });
}

function parentHost(ref: ParentRef, resources: ResourceSet, settings: MeshSettings): string | undefined {
  if (ref.kind === 'Service' && ref.group === '') {
    return resolveHost(ref.name, ref.namespace, hostDomain(settings)).toLowerCase();
  }
  if (ref.group !== 'networking.istio.io') return undefined;
  if (ref.kind === 'Hostname') return ref.name.toLowerCase();
  if (ref.kind !== 'ServiceEntry') return undefined;
  const entry = resources.find('ServiceEntry', ref.namespace, ref.name)?.spec as
    | { hosts?: string[] }
    | undefined;
  return entry?.hosts?.[0]?.toLowerCase();
}

function toPrepared(group: readonly ServiceRoute[], resources: ResourceSet): PreparedVirtualService[] {
  const [first] = group;
  if (first === undefined) return [];
  return [
    {
      resource: first.route,
      namespace: first.route.metadata.namespace,
      hosts: [first.host],
      gateways: ['mesh'],
      exportTo: first.isProducer ? [] : ['.'],
      applies: (context) => atPort(group, context).some(({ spec }) => (spec.rules ?? []).length > 0),
      compile: (context) => compileApiRoutes(atPort(group, context), resources, context),
      destinations: (context) => group.flatMap(({ route }) => backendHosts(route, resources, context)),
      tls: [],
      tcp: [],
    },
  ];
}

function atPort(group: readonly ServiceRoute[], { port, findService }: CompileContext): ApiRoute[] {
  const attached = group.filter(({ host, port: wanted, section }) => {
    if (wanted !== undefined && wanted !== port) return false;
    return (
      section === '' || findService(host)?.ports.some((one) => one.number === port && one.name === section)
    );
  });
  return [...new Set(attached.map(({ route }) => route))];
}

function backendHosts(route: ApiRoute, resources: ResourceSet, context: CompileContext): string[] {
  return (route.spec.rules ?? []).flatMap(({ backendRefs = [] }) =>
    backendRefs.map((ref) => planBackend(ref, route, resources, context).host),
  );
}
