import type { ServiceOperations } from '../metrics/service-operations';
import type { ExtensionProvider, MeshDefaults } from './kinds/mesh-config';

/** MeshConfig's `pathNormalization.normalization`; DEFAULT is BASE. */
export type PathNormalization = 'DEFAULT' | 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

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
  /** How paths are made comparable before policies see them. */
  pathNormalization: PathNormalization;
  /** What policies name to decide (`CUSTOM`) and to report (Telemetry). */
  extensionProviders: readonly ExtensionProvider[];
  /** Who reports where a Telemetry names nobody. */
  defaultProviders: Readonly<Record<'accessLogging' | 'tracing' | 'metrics', readonly string[]>>;
  /** Proxies in front of gateways whose x-forwarded-for is believed. */
  numTrustedProxies: number;
  /** The mesh's own defaults for rules; absent where they are Istio's. */
  defaults?: MeshDefaults;
  /** How operations of services are to be named; what is not told here is learnt. */
  operations?: readonly ServiceOperations[];
}

/** Istio's own defaults. */
export const DEFAULT_MESH_SETTINGS: MeshSettings = {
  rootNamespace: 'istio-system',
  clusterDomain: 'cluster.local',
  trustDomain: 'cluster.local',
  trustDomainAliases: [],
  outboundTrafficPolicy: 'ALLOW_ANY',
  autoMtls: true,
  pathNormalization: 'BASE',
  extensionProviders: [],
  defaultProviders: { accessLogging: [], tracing: [], metrics: [] },
  numTrustedProxies: 0,
};
