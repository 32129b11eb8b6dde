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

const MUTUAL: ReadonlySet<string> = new Set(['ISTIO_MUTUAL', 'MUTUAL']);

/**
 * Whether callers of a policy's workloads speak mutual TLS: as the policy of the workload says, else of the namespace,
 * else of the mesh, together with the DestinationRules that make clients speak it.
 */
export function provesIdentity(snapshot: Snapshot, policy: ConfigResource): boolean {
  const namespace = namespaceOf(policy);
  const labels = policyLabels(policy);
  const own = labels === undefined ? 'unsaid' : workloadStatus(snapshot, namespace, labels);
  return (own === 'unsaid' ? wideStatus(snapshot, namespace) : own) === 'on';
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

/** Servers take both: what clients speak decides. */
function clientStatus(clients: readonly string[], { facts }: Snapshot): Status {
  if (clients.includes('DISABLE')) return 'off';
  return facts.autoMtls || clients.some((mode) => MUTUAL.has(mode)) ? 'on' : 'unsaid';
}

/** What servers take and what clients are made to speak; empty where nobody says. */
interface Wide {
  server: string;
  client: string;
}

/** A whole namespace: where it says half, the mesh says the other half. */
function wideStatus(snapshot: Snapshot, namespace: string): Status {
  const { peersOf, meshRules, rulesOf } = snapshot.use(wideMutualTls);
  const mesh = { server: firstMode(peersOf(snapshot.facts.rootNamespace)), client: firstMode(meshRules) };
  const own = { server: firstMode(peersOf(namespace)), client: firstMode(rulesOf(namespace)) };
  const said = agreed(own, snapshot);
  if (said !== 'unsaid') return said;
  const whole = { server: own.server || mesh.server, client: own.client || mesh.client };
  const joined = agreed(whole, snapshot);
  return joined === 'unsaid' ? halfStatus(whole, snapshot) : joined;
}

function firstMode(list: readonly { mode: string }[]): string {
  return list.find(({ mode }) => mode !== '' && mode !== 'UNSET')?.mode ?? '';
}

/** Where both ends agree; automatic mutual TLS speaks for clients that nobody tells. */
function agreed({ server, client }: Wide, { facts }: Snapshot): Status {
  const isTold = client !== '' || !facts.autoMtls;
  if (server === 'STRICT' || server === 'PERMISSIVE') return !isTold || MUTUAL.has(client) ? 'on' : 'unsaid';
  return server === 'DISABLE' && (!isTold || client === 'DISABLE') ? 'off' : 'unsaid';
}

/** Where one end alone says something, or both say different things. */
function halfStatus({ server, client }: Wide, { facts }: Snapshot): Status {
  if (server === '' && client === '') return facts.autoMtls ? 'on' : 'off';
  return server === '' && MUTUAL.has(client) && facts.autoMtls ? 'on' : 'off';
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
