import type { ConfigResource } from '../config/resource';
import type { WorkloadIdentity } from '../identity/workload-identity';
import type { MeshService } from '../registry/service';

/** What rules must know of the mesh besides its objects. An absent field is unknown, not the default. */
export interface MeshFacts {
  /** Where mesh-wide policies live. */
  rootNamespace: string;
  clusterDomain: string;
  trustDomain: string;
  trustDomainAliases: readonly string[];
  /** Undefined where nobody said: a host that nothing knows is then taken for a mistake. */
  outboundTrafficPolicy?: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  autoMtls: boolean;
  defaultServiceExportTo: readonly string[];
  defaultVirtualServiceExportTo: readonly string[];
  defaultDestinationRuleExportTo: readonly string[];
  /** Whether sidecars give addresses to ServiceEntries without any. */
  autoAllocatesAddresses: boolean;
  /** Whether a Gateway selects workloads of its own namespace only. */
  scopesGatewaysToNamespace: boolean;
  /** MeshConfig's `defaultProviders.accessLogging`. */
  defaultAccessLogProviders: readonly string[];
  /** The names of MeshConfig's extension providers that are of the removed Lightstep kind. */
  lightstepProviders: readonly string[];
  /** The names of all of MeshConfig's extension providers; undefined where no MeshConfig is known. */
  extensionProviders?: readonly string[];
  /** Those of them that can decide about requests. */
  externalAuthorizers?: readonly string[];
  /** `defaultConfig.image.imageType` of MeshConfig. */
  proxyImageType?: string;
  /** Registries by network of MeshNetworks. */
  networkRegistries: Readonly<Record<string, readonly string[]>>;
  /** Trust domains of other meshes that are known here. */
  knownTrustDomains: readonly string[];
  /** `trust.domain/ns/NAMESPACE/sa/NAME` of every workload of this cluster, besides what its objects say. */
  serviceAccounts: readonly string[];
  /** The same of other clusters. */
  remoteServiceAccounts: readonly string[];
  /** Names of gateway classes that are known to exist, besides GatewayClass objects. */
  gatewayClasses: readonly string[];
  /** What agents registered. */
  registry: readonly MeshService[];
  /** Everything that has an agent, gateways and those that serve nobody too. */
  agents: readonly WorkloadIdentity[];
  /** Services and the like of other clusters, by cluster; `cluster` names this one. */
  cluster: string;
  remoteClusters: Readonly<Record<string, readonly ConfigResource[]>>;
  /** Epoch milliseconds, for what expires. */
  now: number;
}

/** Istio's defaults, at a moment. */
export function defaultMeshFacts(now: number): MeshFacts {
  return {
    rootNamespace: 'istio-system',
    clusterDomain: 'cluster.local',
    trustDomain: 'cluster.local',
    trustDomainAliases: [],
    autoMtls: true,
    defaultServiceExportTo: ['*'],
    defaultVirtualServiceExportTo: ['*'],
    defaultDestinationRuleExportTo: ['*'],
    autoAllocatesAddresses: false,
    scopesGatewaysToNamespace: false,
    defaultAccessLogProviders: [],
    lightstepProviders: [],
    networkRegistries: {},
    knownTrustDomains: [],
    serviceAccounts: [],
    remoteServiceAccounts: [],
    gatewayClasses: ['istio', 'istio-remote', 'istio-waypoint'],
    registry: [],
    agents: [],
    cluster: '',
    remoteClusters: {},
    now,
  };
}
