/** The parts of Istio's MeshConfig that decide anything here. */
export interface MeshSettings {
  /** Where mesh-wide policies live. */
  rootNamespace: string;
  /** `cluster.local`: ends every service's full name. */
  clusterDomain: string;
  /** The first part of every SPIFFE identity. */
  trustDomain: string;
  /** Former trust domains, taken for `trustDomain` in policies and peer checks. */
  trustDomainAliases: readonly string[];
  outboundTrafficPolicy: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  /** Whether sidecars use mutual TLS towards each other where no rule says otherwise. */
  autoMtls: boolean;
}

/** Istio's own defaults. */
export const DEFAULT_MESH_SETTINGS: MeshSettings = {
  rootNamespace: 'istio-system',
  clusterDomain: 'cluster.local',
  trustDomain: 'cluster.local',
  trustDomainAliases: [],
  outboundTrafficPolicy: 'ALLOW_ANY',
  autoMtls: true,
};
