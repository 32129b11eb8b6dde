import { isSubsetHost, isWildcardHost } from '../../config/host-name';
import { type Hosted, hostPairs } from '../index/host-pairs';
import { sidecarScopes } from '../index/sidecar-scope';
import { VIRTUAL_SERVICE_KINDS, type VirtualServiceEntry, virtualServices } from '../index/virtual-services';
import { scopesMeet } from '../index/visibility';
import { nameSome } from '../name-some';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const hostConflict: Rule = {
  name: 'virtual-service/host-conflict',
  codes: ['IST0109', 'KIA1106'],
  severity: 'error',
  inputs: [...VIRTUAL_SERVICE_KINDS, 'Sidecar'],
  why: 'For sidecars the oldest of them wins and the others do nothing; gateways merge them in an order nobody wrote down.',
  docs: 'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
  check(snapshot, report) {
    for (const [entry, clashes] of findClashes(snapshot)) {
      const inMesh = clashes.some(({ isMesh }) => isMesh);
      const shared = clashes.some(({ isShared }) => isShared);
      const others = clashes.map(({ other }) => `${other.namespace}/${other.resource.metadata.name}`);
      report(entry.resource, {
        path: 'spec.hosts',
        codes: [...(inMesh ? ['IST0109'] : []), ...(shared ? ['KIA1106'] : [])],
        severity: inMesh ? 'error' : 'warning',
        message: `${entry.resource.metadata.name} and ${nameSome(others)} both route host ${nameSome(clashes.map(({ host }) => host))}: merge them into one`,
        related: [...new Set(clashes.map(({ other }) => other.resource))],
      });
    }
  },
};

interface Clash {
  host: string;
  other: VirtualServiceEntry;
  /** Sidecars would have to choose between them. */
  isMesh: boolean;
  /** They meet at a gateway, or in the sidecars of a namespace. */
  isShared: boolean;
}

function findClashes(snapshot: Snapshot): Map<VirtualServiceEntry, Clash[]> {
  const clashes = new Map<VirtualServiceEntry, Clash[]>();
  const add = (entry: VirtualServiceEntry, clash: Clash): void => {
    const known = clashes.get(entry);
    if (known === undefined) clashes.set(entry, [clash]);
    else known.push(clash);
  };
  const { meet } = snapshot.use(sidecarScopes);
  for (const [[one, hostA], [two, hostB]] of pairsByGateway(snapshot.use(virtualServices))) {
    const [a, b] = [one.entry, two.entry];
    if (a === b) continue;
    const isMesh = a.gateways.has('mesh') && b.gateways.has('mesh') && isSameForMesh(one, two);
    const isSame = hostA === hostB || coversNamespace(hostA, hostB) || coversNamespace(hostB, hostA);
    const isShared = isSame && meet({ ...a, host: hostA }, { ...b, host: hostB });
    const host = isWildcardHost(hostA) ? hostB : hostA;
    if (!isMesh && !isShared) continue;
    add(a, { host, other: b, isMesh, isShared });
    add(b, { host, other: a, isMesh, isShared });
  }
  return clashes;
}

/** Only those who share a gateway, or the mesh, can clash. */
function* pairsByGateway(entries: readonly VirtualServiceEntry[]): ReturnType<typeof hostPairs<NamedEntry>> {
  const byGateway = new Map<string, Hosted<NamedEntry>[]>();
  for (const entry of entries) {
    const named = new Map(entry.hosts.map((host, index) => [host, entry.names[index] ?? host]));
    for (const gateway of entry.gateways) {
      const hosted = byGateway.get(gateway) ?? [];
      for (const [host, name] of named) hosted.push([{ entry, name }, host]);
      byGateway.set(gateway, hosted);
    }
  }
  for (const hosted of byGateway.values()) yield* hostPairs(hosted);
}

/** A VirtualService by one of its hosts, as Istio completes it. */
interface NamedEntry {
  entry: VirtualServiceEntry;
  name: string;
}

/** One host for all, one for namespaces that both are exported to, or one for some and one for all that covers it. */
function isSameForMesh(a: NamedEntry, b: NamedEntry): boolean {
  const isPublicA = a.entry.scopes.has('*');
  const isPublicB = b.entry.scopes.has('*');
  if (isPublicA === isPublicB) return a.name === b.name && scopesMeet(a.entry.scopes, b.entry.scopes);
  return isPublicA ? isSubsetHost(b.name, a.name) : isSubsetHost(a.name, b.name);
}

/** `*.shop.svc.cluster.local` stands for every service of a namespace. */
function coversNamespace(wide: string, narrow: string): boolean {
  return isWildcardHost(wide) && wide.split('.').length > 3 && isSubsetHost(narrow, wide);
}
