import { isSubsetHost, isWildcardHost, resolveHost } from '../../config/host-name';
import { type ConfigKindName, kindOf } from '../../config/kinds';
import type { BackendTlsPolicySpec } from '../../config/kinds/backend-tls-policy';
import type { DestinationRuleSpec } from '../../config/kinds/destination-rule';
import type { ServiceEntrySpec } from '../../config/kinds/service-entry';
import type { VirtualServiceSpec } from '../../config/kinds/virtual-service';
import type { ConfigResource } from '../../config/resource';
import { hostDomain } from '../host-domain';
import { exportedTo } from '../policy/destination-rule-index';
import type { RoutedService } from '../routed-service';
import type { RoutingMesh } from '../routing-mesh';
import { isExportedTo } from '../visibility';
import type { ScopeViewer } from './scope-viewer';

/** What decides whether a rule for hosts is for an agent. */
export interface Reach {
  services: ReadonlyMap<string, RoutedService>;
  /** VirtualServices with hosts; what they delegate to follows. */
  virtualServices: ReadonlySet<ConfigResource>;
  sidecar: ConfigResource | undefined;
}

/** The rules for hosts that an agent with this reach needs, with everything they lead to. */
export function reachableRules(mesh: RoutingMesh, reach: Reach, viewer: ScopeViewer): ConfigResource[] {
  const delegates = delegatesOf(reach.virtualServices);
  const hosts = [...reach.services.keys()];
  const namespaces = new Set([
    viewer.namespace,
    mesh.settings.rootNamespace,
    ...[...reach.services.values()].map(({ namespace }) => namespace),
  ]);
  const tests: Partial<Record<ConfigKindName, (resource: ConfigResource) => boolean>> = {
    VirtualService: (resource) =>
      reach.virtualServices.has(resource) ||
      (!hasHosts(resource) && delegates.has(`${resource.metadata.namespace}/${resource.metadata.name}`)),
    DestinationRule: (resource) => isForHost(mesh, resource, reach, hosts, viewer),
    ServiceEntry: ({ spec, metadata }) =>
      ((spec as ServiceEntrySpec).hosts ?? []).some(
        (host) => reach.services.get(host.toLowerCase())?.namespace === metadata.namespace,
      ),
    Service: ({ metadata }) => reach.services.has(fullHost(mesh, metadata.name, metadata.namespace)),
    WorkloadEntry: ({ metadata }) => namespaces.has(metadata.namespace),
    PeerAuthentication: ({ metadata }) => namespaces.has(metadata.namespace),
    Sidecar: (resource) => resource === reach.sidecar,
    BackendTLSPolicy: ({ metadata, spec }) =>
      ((spec as BackendTlsPolicySpec).targetRefs ?? []).some(({ name = '' }) =>
        reach.services.has(fullHost(mesh, name, metadata.namespace)),
      ),
    ReferenceGrant: () => true,
  };
  const isRoute = (kind: string): boolean => kind.endsWith('Route');
  return mesh.resources.all.filter((resource) => {
    const kind = kindOf(resource);
    if (kind === undefined) return false;
    if (isRoute(kind)) return viewer.kind === 'gateway' || isServiceRoute(resource);
    return tests[kind]?.(resource) ?? false;
  });
}

function hasHosts({ spec }: ConfigResource): boolean {
  return ((spec as VirtualServiceSpec).hosts ?? []).length > 0;
}

function delegatesOf(virtualServices: ReadonlySet<ConfigResource>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { spec, metadata } of virtualServices) {
    for (const { delegate } of (spec as VirtualServiceSpec).http ?? []) {
      if (delegate !== undefined && delegate !== null) {
        names.add(`${delegate.namespace || metadata.namespace}/${delegate.name}`);
      }
    }
  }
  return names;
}

/** Rules of the client's, the service's and the root namespace count; a wildcard is for every host below it. */
function isForHost(
  mesh: RoutingMesh,
  { spec, metadata }: ConfigResource,
  { services }: Reach,
  hosts: readonly string[],
  viewer: ScopeViewer,
): boolean {
  const rule = spec as DestinationRuleSpec;
  const { host = '', workloadSelector } = rule;
  if (workloadSelector !== undefined && metadata.namespace !== viewer.namespace) return false;
  const seen = exportedTo(rule, mesh.settings);
  if (!isExportedTo(seen, metadata.namespace, viewer.namespace)) return false;
  const full = fullHost(mesh, host, metadata.namespace);
  const counts = (service: RoutedService | undefined): boolean =>
    service !== undefined &&
    [viewer.namespace, service.namespace, mesh.settings.rootNamespace].includes(metadata.namespace);
  if (!isWildcardHost(full)) return counts(services.get(full));
  return hosts.some((one) => isSubsetHost(one, full) && counts(services.get(one)));
}

function fullHost(mesh: RoutingMesh, host: string, namespace: string): string {
  return resolveHost(host, namespace, hostDomain(mesh.settings)).toLowerCase();
}

/** A route of the Gateway API for sidecars has a Service for its parent. */
function isServiceRoute({ spec }: ConfigResource): boolean {
  const { parentRefs = [] } = (spec ?? {}) as { parentRefs?: readonly { kind?: string }[] };
  return parentRefs.some(({ kind }) => kind === 'Service' || kind === 'ServiceEntry');
}
