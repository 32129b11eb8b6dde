import { type Authorizer, compileAuthorization } from '../access/authorization';
import { policiesFor } from '../access/authorization-policies';
import { type PeerModes, resolvePeerModes } from '../access/peer-authentication';
import type { PolicyWorkload } from '../access/selects-workload';
import type { MeshSettings } from '../config/mesh-settings';
import type { ConfigResource, ResourceReference } from '../config/resource';
import { createResourceSet, type ResourceSet } from '../config/resource-set';
import type { MeshService } from '../registry/service';
import { compileRouteTable } from '../routing/compile-route-table';
import type { RouteTable } from '../routing/route-table';
import { createRoutingMesh, type RoutingMesh } from '../routing/routing-mesh';
import type { RoutingProxy } from '../routing/routing-proxy';

/** One configuration, ready to decide about recorded requests as the agents would. */
export interface WhatIfMesh {
  readonly resources: ResourceSet;
  readonly settings: MeshSettings;
  /** When an object was last changed, undefined where that is not known. */
  changedAtMs(resource: ResourceReference): number | undefined;
  tableOf(proxy: RoutingProxy): RouteTable;
  securityOf(workload: PolicyWorkload): WorkloadSecurity;
  /** Whether the proxy of an agent's endpoint takes mutual TLS. */
  takesMutualTls(agentId: string | undefined): boolean;
}

/** What a workload's own proxy asks of requests. */
export interface WorkloadSecurity {
  readonly authorizer: Authorizer;
  readonly modes: PeerModes;
  /** The RequestAuthentications that are for it. */
  readonly tokenRules: readonly ConfigResource[];
  /** Equal where two configurations say the same of the workload. */
  readonly signature: string;
}

/** Prepares a configuration; what callers and workloads have in common is compiled once. */
export function createWhatIfMesh(
  resources: readonly ConfigResource[],
  services: readonly MeshService[],
  settings: MeshSettings,
  changedAtMs: WhatIfMesh['changedAtMs'] = () => undefined,
): WhatIfMesh {
  const set = createResourceSet(resources);
  const mesh: RoutingMesh = createRoutingMesh(services, set, settings);
  const tables = new Map<string, RouteTable>();
  const security = new Map<string, WorkloadSecurity>();
  // Callers and workloads come back as the very same objects: their keys are made once.
  const tablesOf = new WeakMap<RoutingProxy, RouteTable>();
  const securitiesOf = new WeakMap<PolicyWorkload, WorkloadSecurity>();
  const speakers = new Set(
    services.flatMap(({ endpoints }) =>
      endpoints.flatMap(({ agentId, tlsMode }) =>
        tlsMode === 'istio' && agentId !== undefined ? agentId : [],
      ),
    ),
  );
  return {
    resources: set,
    settings,
    changedAtMs,
    tableOf: (proxy) =>
      remember(tablesOf, proxy, () => {
        const key = JSON.stringify([proxy.kind, proxy.namespace, entriesOf(proxy.labels), proxy.addresses]);
        return remember(tables, key, () => compileRouteTable(mesh, proxy));
      }),
    securityOf: (workload) =>
      remember(securitiesOf, workload, () => {
        const key = JSON.stringify([workload.namespace, entriesOf(workload.labels)]);
        return remember(security, key, () => describeSecurity(workload));
      }),
    takesMutualTls: (agentId) => agentId !== undefined && speakers.has(agentId),
  };

  function describeSecurity(workload: PolicyWorkload): WorkloadSecurity {
    const authorizer = compileAuthorization(set, settings, workload);
    const tokenRules = policiesFor('RequestAuthentication', set, settings, workload);
    const rules = [...authorizer.policies, ...tokenRules];
    return {
      authorizer,
      modes: resolvePeerModes(set, settings, workload),
      tokenRules,
      signature: JSON.stringify(
        rules.map(({ metadata: { namespace, name }, spec }) => [namespace, name, spec]),
      ),
    };
  }
}

function entriesOf(labels: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}

function remember<K, T>(
  known: { get(key: K): T | undefined; set(key: K, value: T): unknown },
  key: K,
  make: () => T,
): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
