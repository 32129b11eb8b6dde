import { isSubsetHost } from '../../config/host-name';
import { DESTINATION_RULE_SCHEMA } from '../../config/kinds/destination-rule';
import { PEER_AUTHENTICATION_SCHEMA } from '../../config/kinds/security';
import type { ConfigResource } from '../../config/resource';
import { completeHost, hosts } from '../index/hosts';
import { hasLabels, isEmpty, type Labels } from '../index/label-index';
import { wideMutualTls } from '../index/mutual-tls';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';
import { policyLabels } from './policy-labels';

type Status = 'on' | 'off' | 'unsaid';

/**
 * Whether callers of a policy's workloads speak mutual TLS: as the policy of the workload says, else of the namespace,
 * else of the mesh, together with the DestinationRules that make clients speak it.
 */
export function provesIdentity(snapshot: Snapshot, policy: ConfigResource): boolean {
  const namespace = namespaceOf(policy);
  const labels = policyLabels(policy);
  const { autoMtls, rootNamespace } = snapshot.facts;
  const own = labels === undefined ? 'unsaid' : workloadStatus(snapshot, namespace, labels);
  const levels = [own, wideStatus(snapshot, namespace), wideStatus(snapshot, rootNamespace)];
  return (levels.find((status) => status !== 'unsaid') ?? (autoMtls ? 'on' : 'off')) === 'on';
}

/** The first PeerAuthentication that selects the same workloads. */
function workloadStatus(snapshot: Snapshot, namespace: string, labels: Labels): Status {
  for (const resource of snapshot.list('PeerAuthentication')) {
    const { selector, mtls } = readSpec(resource, PEER_AUTHENTICATION_SCHEMA);
    const wanted = selector?.matchLabels ?? {};
    if (namespaceOf(resource) !== namespace || isEmpty(wanted) || !hasLabels(labels, wanted)) continue;
    if (mtls?.mode === 'STRICT') return 'on';
    if (mtls?.mode === 'DISABLE') return 'off';
    if (mtls?.mode === 'PERMISSIVE') return clientStatus(clientModes(snapshot, namespace, labels), snapshot);
  }
  return 'unsaid';
}

/** A whole namespace, or for the root namespace the whole mesh. */
function wideStatus(snapshot: Snapshot, namespace: string): Status {
  const { peersOf, meshRules, rulesOf } = snapshot.use(wideMutualTls);
  const rules = namespace === snapshot.facts.rootNamespace ? meshRules : [...rulesOf(namespace)];
  const clients = rules.map(({ mode }) => mode).filter((mode) => mode !== '');
  const mode = peersOf(namespace)[0]?.mode;
  if (mode === undefined || mode === 'UNSET') return clients.includes('DISABLE') ? 'off' : 'unsaid';
  if (mode === 'DISABLE') return 'off';
  if (mode === 'STRICT') return clients.includes('DISABLE') ? 'off' : strictStatus(clients, snapshot);
  return clientStatus(clients, snapshot);
}

function strictStatus(clients: readonly string[], snapshot: Snapshot): Status {
  return snapshot.facts.autoMtls || clients.includes('ISTIO_MUTUAL') ? 'on' : 'unsaid';
}

/** Servers take both: what clients speak decides. */
function clientStatus(clients: readonly string[], { facts }: Snapshot): Status {
  if (clients.includes('DISABLE')) return 'off';
  return facts.autoMtls || clients.includes('ISTIO_MUTUAL') || clients.includes('MUTUAL') ? 'on' : 'unsaid';
}

/** The TLS modes of DestinationRules for Services that select workloads with these labels. */
function clientModes(snapshot: Snapshot, namespace: string, labels: Labels): string[] {
  const services = snapshot
    .use(hosts)
    .all.filter(
      (entry) =>
        entry.namespace === namespace && !isEmpty(entry.selector) && hasLabels(labels, entry.selector ?? {}),
    );
  return snapshot.list('DestinationRule').flatMap((resource) => {
    const { host = '', trafficPolicy } = readSpec(resource, DESTINATION_RULE_SCHEMA);
    const full = completeHost(host, namespaceOf(resource), snapshot);
    const isMeant = services.some((service) => isSubsetHost(service.host, full));
    return isMeant && trafficPolicy?.tls?.mode !== undefined ? [trafficPolicy.tls.mode] : [];
  });
}
