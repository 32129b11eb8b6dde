import { isSubsetHost, resolveHost } from '../../config/host-name';
import { kindOf } from '../../config/kinds';
import type { DestinationRuleSpec } from '../../config/kinds/destination-rule';
import type { MeshSettings } from '../../config/mesh-settings';
import type { ConfigResource } from '../../config/resource';
import { createResourceSet } from '../../config/resource-set';
import type { MeshService } from '../../registry/service';
import { hostDomain } from '../host-domain';
import { createRoutingMesh, type RoutingMesh } from '../routing-mesh';
import { findSidecar } from '../sidecar/find-sidecar';
import { sidecarScope } from '../sidecar/sidecar-scope';
import { MESH_GATEWAY } from '../virtual-service/prepare-virtual-services';
import { visibleServices, visibleVirtualServices } from '../visibility';
import { namedAuthorities, namedSecrets, opensGateway } from './gateway-secrets';
import { type Reach, reachableRules } from './reachable-rules';
import { GATEWAY_KINDS } from './scope-kinds';
import type { AgentScope, ScopeViewer } from './scope-viewer';
import { indexServed, keyOfWorkload } from './served-services';
import { indexPolicies, policiesOf } from './workload-policies';

/** What each agent of a mesh is sent: no more than it may reach, nothing that is for others. */
export interface AgentScopes {
  of(viewer: ScopeViewer): AgentScope;
}

/** Where certificates and authorities stand. */
const CREDENTIAL_KINDS: ReadonlySet<string> = new Set(['Secret', 'ConfigMap']);

type Shared = Pick<AgentScope, 'services' | 'shared'>;

/** Prepares one configuration; what agents have in common is worked out once. */
export function createAgentScopes(
  services: readonly MeshService[],
  resources: readonly ConfigResource[],
  settings: MeshSettings,
): AgentScopes {
  const mesh = createRoutingMesh(services, createResourceSet(resources), settings);
  const policies = indexPolicies(resources);
  const secrets = resources.filter((resource) => CREDENTIAL_KINDS.has(kindOf(resource) ?? ''));
  const servedBy = indexServed(services);
  const byReach = new Map<string, Shared>();
  const sharedOf = (viewer: ScopeViewer): Shared => {
    const sidecar = viewer.kind === 'sidecar' ? findSidecar(mesh, { ...viewer, addresses: [] }) : undefined;
    const key = keyOfReach(mesh, viewer, sidecar);
    const known = byReach.get(key);
    if (known !== undefined) return known;
    const shared = reachOf(mesh, services, viewer);
    byReach.set(key, shared);
    return shared;
  };
  return {
    of(viewer) {
      const { services: reached, shared } = sharedOf(viewer);
      const known = reached === services ? services : withOwn(reached, servedBy, viewer);
      const own = [
        ...ownRules(mesh, known.slice(reached.length), shared, viewer),
        ...policiesOf(policies, viewer, settings.rootNamespace),
        ...(secrets.length === 0 ? [] : credentialsOf(secrets, mesh, shared, viewer)),
      ];
      return { services: known, shared, own };
    },
  };
}

/** The Secrets and ConfigMaps that an agent's own gateways and rules name. */
function credentialsOf(
  credentials: readonly ConfigResource[],
  { resources }: RoutingMesh,
  shared: readonly ConfigResource[],
  viewer: ScopeViewer,
): ConfigResource[] {
  const named = namedSecrets(resources, viewer);
  const authorities = namedAuthorities(shared);
  return credentials.filter(({ kind, metadata }) => {
    const name = `${metadata.namespace}/${metadata.name}`;
    return named.has(name) || (kind === 'ConfigMap' && authorities.has(name));
  });
}

function keyOfReach(mesh: RoutingMesh, viewer: ScopeViewer, sidecar: ConfigResource | undefined): string {
  const { kind, namespace } = viewer;
  if (kind === 'sidecar') return JSON.stringify([kind, namespace, sidecar?.metadata]);
  const opened = mesh.resources.list('Gateway').filter((gateway) => opensGateway(gateway, viewer));
  return JSON.stringify([kind, namespace, opened.map(({ metadata }) => [metadata.namespace, metadata.name])]);
}

function reachOf(mesh: RoutingMesh, services: readonly MeshService[], viewer: ScopeViewer): Shared {
  const reach = viewer.kind === 'sidecar' ? sidecarReach(mesh, viewer) : gatewayReach(mesh, viewer);
  const rules = reachableRules(mesh, reach, viewer);
  const shared = viewer.kind === 'sidecar' ? rules : [...rules, ...gatewayObjects(mesh, viewer)];
  const reached = services.filter(({ host }) => reach.services.has(host.toLowerCase()));
  // The very same list where nothing is left out: equal scopes are then told apart by identity alone.
  return { services: reached.length === services.length ? services : reached, shared };
}

function sidecarReach(mesh: RoutingMesh, viewer: ScopeViewer): Reach {
  const { services, egress, sidecar } = sidecarScope(mesh, { ...viewer, addresses: [] });
  const virtualServices = new Set(
    egress.flatMap((listener) => listener.virtualServices.map(({ resource }) => resource)),
  );
  return { services, virtualServices, sidecar };
}

/** A gateway reaches all that is exported to it; of rules it needs those bound to what it opens. */
function gatewayReach(mesh: RoutingMesh, viewer: ScopeViewer): Reach {
  const opened = new Set(
    mesh.resources
      .list('Gateway')
      .filter((gateway) => opensGateway(gateway, viewer))
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  );
  // One that opens no Gateway routes by its own options, as a sidecar would.
  if (opened.size === 0) opened.add(MESH_GATEWAY);
  const bound = visibleVirtualServices(mesh.virtualServices, viewer.namespace).filter(({ gateways }) =>
    gateways.some((gateway) => opened.has(gateway)),
  );
  return {
    services: visibleServices(mesh.services, viewer.namespace),
    virtualServices: new Set(bound.map(({ resource }) => resource)),
    sidecar: undefined,
  };
}

function gatewayObjects(mesh: RoutingMesh, viewer: ScopeViewer): ConfigResource[] {
  return mesh.resources.all.filter((resource) => {
    const kind = kindOf(resource);
    return (
      kind !== undefined && GATEWAY_KINDS.has(kind) && (kind !== 'Gateway' || opensGateway(resource, viewer))
    );
  });
}

/** The services a workload serves itself are always known to it. */
function withOwn(
  reached: readonly MeshService[],
  servedBy: ReadonlyMap<string, readonly MeshService[]>,
  viewer: ScopeViewer,
): readonly MeshService[] {
  const served = servedBy.get(keyOfWorkload(viewer)) ?? [];
  if (served.length === 0) return reached;
  const known = new Set(reached);
  const own = served.filter((service) => !known.has(service));
  return own.length === 0 ? reached : [...reached, ...own];
}

/** What a workload's own service is bound by, though its Sidecar lets it call that service no more than any other. */
function ownRules(
  { resources, settings }: RoutingMesh,
  services: readonly MeshService[],
  shared: readonly ConfigResource[],
  viewer: ScopeViewer,
): ConfigResource[] {
  if (services.length === 0) return [];
  const places = [viewer.namespace, settings.rootNamespace];
  return resources.list('DestinationRule').filter((rule) => {
    const { host = '', workloadSelector } = rule.spec as DestinationRuleSpec;
    const { namespace } = rule.metadata;
    if (workloadSelector !== undefined || !places.includes(namespace) || shared.includes(rule)) return false;
    const full = resolveHost(host, namespace, hostDomain(settings)).toLowerCase();
    return services.some((service) => isSubsetHost(service.host.toLowerCase(), full));
  });
}
