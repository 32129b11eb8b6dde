import { DESTINATION_RULE_SCHEMA } from '../../config/kinds/destination-rule';
import { PEER_AUTHENTICATION_SCHEMA } from '../../config/kinds/security';
import type { ConfigResource } from '../../config/resource';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';
import { isEmpty } from './label-index';

/** What says something about mutual TLS of a whole mesh or a whole namespace. */
export interface WideMutualTls {
  /** PeerAuthentications without a selector, by namespace. */
  peersOf(namespace: string): readonly { mode: string; resource: ConfigResource }[];
  /** PeerAuthentications of the root namespace without a selector. */
  meshPeers: readonly { mode: string; resource: ConfigResource }[];
  /** DestinationRules for `*.local`. */
  meshRules: readonly { mode: string; resource: ConfigResource }[];
  /** DestinationRules for `*.NAMESPACE.svc.cluster.local`. */
  rulesOf(namespace: string): readonly { mode: string; resource: ConfigResource }[];
}

/** What the index reads. */
export const MUTUAL_TLS_KINDS = ['PeerAuthentication', 'DestinationRule'] as const;

/** Sorts policies and rules by how much of the mesh they are about. */
export function wideMutualTls(snapshot: Snapshot): WideMutualTls {
  const { rootNamespace, clusterDomain } = snapshot.facts;
  const peers = snapshot
    .list('PeerAuthentication')
    .filter((resource) => isEmpty(readSpec(resource, PEER_AUTHENTICATION_SCHEMA).selector?.matchLabels))
    .map((resource) => ({
      mode: readSpec(resource, PEER_AUTHENTICATION_SCHEMA).mtls?.mode ?? 'UNSET',
      resource,
    }));
  const rules = snapshot.list('DestinationRule').map((resource) => ({
    mode: readSpec(resource, DESTINATION_RULE_SCHEMA).trafficPolicy?.tls?.mode ?? '',
    host: readSpec(resource, DESTINATION_RULE_SCHEMA).host ?? '',
    resource,
  }));
  const byNamespace = new Map<string, typeof peers>();
  for (const peer of peers) {
    const namespace = namespaceOf(peer.resource);
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), peer]);
  }
  const byHost = new Map<string, typeof rules>();
  for (const rule of rules.filter(({ host }) => host.startsWith('*'))) {
    byHost.set(rule.host, [...(byHost.get(rule.host) ?? []), rule]);
  }
  const peersOf = (namespace: string) => byNamespace.get(namespace) ?? [];
  return {
    peersOf,
    meshPeers: peersOf(rootNamespace),
    meshRules: byHost.get('*.local') ?? [],
    rulesOf: (namespace) => byHost.get(`*.${namespace}.svc.${clusterDomain}`) ?? [],
  };
}

/** The namespace that a host such as `*.shop.svc.cluster.local` stands for. */
export function wideNamespace(host: string, clusterDomain: string): string | undefined {
  const suffix = `.svc.${clusterDomain}`;
  if (!host.startsWith('*.') || !host.endsWith(suffix)) return undefined;
  const namespace = host.slice(2, -suffix.length);
  return namespace === '' || namespace.includes('.') ? undefined : namespace;
}
