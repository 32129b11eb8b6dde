import { resolveHost } from '../../config/host-name';
import type { HttpRoute, VirtualServiceSpec } from '../../config/kinds/virtual-service';
import type { MeshSettings } from '../../config/mesh-settings';
import { type ConfigResource, referenceOf } from '../../config/resource';
import type { ResourceSet } from '../../config/resource-set';
import type { CompileContext } from '../compile-context';
import { hostDomain } from '../host-domain';
import { isExportedTo } from '../visibility';
import { canApply, compileHttpRoutes } from './compile-http-route';
import { mergeMatches } from './merge-match';
import { mergeRoute } from './merge-route';
import type { PreparedRule, PreparedVirtualService } from './prepared-virtual-service';

/** The gateway name that stands for all sidecars. */
export const MESH_GATEWAY = 'mesh';

/** What sidecars are compiled for. */
export const MESH_ONLY: ReadonlySet<string> = new Set([MESH_GATEWAY]);

/** Every VirtualService that has hosts, oldest first, names made full and delegates merged in. */
export function prepareVirtualServices(
  resources: ResourceSet,
  settings: MeshSettings,
): PreparedVirtualService[] {
  const domain = hostDomain(settings);
  const exported = settings.defaults?.defaultVirtualServiceExportTo ?? [];
  return resources
    .list('VirtualService')
    .filter(({ spec }) => ((spec as VirtualServiceSpec).hosts ?? []).length > 0)
    .map((resource) => prepare(resource, resources, domain, exported));
}

function prepare(
  resource: ConfigResource,
  resources: ResourceSet,
  domain: string,
  exported: readonly string[],
): PreparedVirtualService {
  const spec = resource.spec as VirtualServiceSpec;
  const { namespace } = resource.metadata;
  const gateways = (spec.gateways ?? []).map((gateway) => resolveGateway(gateway, namespace));
  const http = (spec.http ?? []).flatMap((route, index) =>
    route.delegate === undefined || route.delegate === null
      ? [toRule(resource, route, index)]
      : delegated(resource, route, resources, exported),
  );
  return {
    resource,
    namespace,
    hosts: (spec.hosts ?? []).map((host) => resolveHost(host, namespace, domain).toLowerCase()),
    gateways: gateways.length === 0 ? [MESH_GATEWAY] : gateways,
    exportTo: filled(spec.exportTo, exported),
    applies: (context) => http.some((rule) => canApply(rule, context)),
    compile: (context) => compileHttpRoutes(http, context),
    destinations: (context) => destinationHosts(http, spec, namespace, context),
    tls: (spec.tls ?? []).map((route) => ({ ...route, match: resolveAll(route.match, namespace) })),
    tcp: (spec.tcp ?? []).map((route) => ({ ...route, match: resolveAll(route.match, namespace) })),
  };
}

/** `gw` of a VirtualService in `ns` is `ns/gw`. */
export function resolveGateway(gateway: string, namespace: string): string {
  return gateway === MESH_GATEWAY || gateway.includes('/') ? gateway : `${namespace}/${gateway}`;
}

function resolveAll<Match extends { readonly gateways?: readonly string[] }>(
  matches: readonly Match[] | undefined,
  namespace: string,
): readonly Match[] {
  return (matches ?? []).map((match) =>
    match.gateways === undefined || match.gateways === null
      ? match
      : { ...match, gateways: match.gateways.map((gateway) => resolveGateway(gateway, namespace)) },
  );
}

function toRule(resource: ConfigResource, route: HttpRoute, ruleIndex: number): PreparedRule {
  const { namespace } = resource.metadata;
  return {
    route: { ...route, match: resolveAll(route.match, namespace) },
    namespace,
    origin: {
      resource: referenceOf(resource),
      path: `spec.http[${ruleIndex}]`,
      ruleIndex,
      matchIndex: undefined,
    },
  };
}

/** The rules of a delegate under the root's; none when it is missing, has hosts of its own, or is not exported here. */
function delegated(
  root: ConfigResource,
  route: HttpRoute,
  resources: ResourceSet,
  exported: readonly string[],
): PreparedRule[] {
  const { namespace } = root.metadata;
  const delegate = resources.find(
    'VirtualService',
    route.delegate?.namespace || namespace,
    route.delegate?.name ?? '',
  );
  if (delegate === undefined || !isDelegateFor(delegate, namespace, exported)) return [];
  const above = { ...route, match: resolveAll(route.match, namespace) };
  return ((delegate.spec as VirtualServiceSpec).http ?? []).flatMap((leaf, index) => {
    const rule = toRule(delegate, leaf, index);
    const match = mergeMatches(above.match, rule.route.match ?? []);
    return match === undefined ? [] : [{ ...rule, route: mergeRoute(above, rule.route, match) }];
  });
}

function isDelegateFor(
  { spec, metadata }: ConfigResource,
  namespace: string,
  exported: readonly string[],
): boolean {
  const { hosts = [], exportTo } = spec as VirtualServiceSpec;
  return hosts.length === 0 && isExportedTo(filled(exportTo, exported), metadata.namespace, namespace);
}

/** What the mesh says counts where an object says nothing. */
function filled(exportTo: readonly string[] | undefined, exported: readonly string[]): readonly string[] {
  return exportTo === undefined || exportTo.length === 0 ? exported : exportTo;
}

function destinationHosts(
  http: readonly PreparedRule[],
  { tls = [], tcp = [] }: VirtualServiceSpec,
  own: string,
  { hostDomain: domain }: CompileContext,
): string[] {
  const full = (host: string | undefined, namespace: string): string =>
    resolveHost(host ?? '', namespace, domain).toLowerCase();
  const requests = http.flatMap(({ route, namespace }) => {
    const targets = [...(route.route ?? []), ...(route.mirrors ?? [])].map(({ destination }) => destination);
    return [...targets, route.mirror].map((destination) => full(destination?.host, namespace));
  });
  const connections = [...tls, ...tcp].flatMap(({ route = [] }) =>
    route.map(({ destination }) => full(destination?.host, own)),
  );
  return [...requests, ...connections];
}
