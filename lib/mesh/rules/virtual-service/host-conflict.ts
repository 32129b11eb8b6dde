import { isSubsetHost, isWildcardHost } from '../../config/host-name';
import { hostPairs } from '../index/host-pairs';
import { sidecarScopes } from '../index/sidecar-scope';
import { VIRTUAL_SERVICE_KINDS, type VirtualServiceEntry, virtualServices } from '../index/virtual-services';
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
      const inMesh = clashes.filter(({ isMesh }) => isMesh);
      const shared = clashes.filter(({ isShared }) => isShared);
      if (inMesh.length === 0 && shared.length === 0) continue;
      const all = [...new Set([...inMesh, ...shared])];
      const names = all.map(({ other }) => `${other.namespace}/${other.resource.metadata.name}`);
      report(entry.resource, {
        path: 'spec.hosts',
        codes: [...(inMesh.length > 0 ? ['IST0109'] : []), ...(shared.length > 0 ? ['KIA1106'] : [])],
        severity: inMesh.length > 0 ? 'error' : 'warning',
        message: `${entry.resource.metadata.name} and ${[...new Set(names)].join(', ')} both route host ${[...new Set(all.map(({ host }) => host))].join(', ')}: merge them into one`,
        related: [...new Set(all.map(({ other }) => other.resource))],
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
  const { meet } = snapshot.use(sidecarScopes);
  const hosted = snapshot
    .use(virtualServices)
    .flatMap((entry) => [...new Set(entry.hosts)].map((host) => [entry, host] as const));
  for (const [[a, hostA], [b, hostB]] of hostPairs(hosted)) {
    if (a === b) continue;
    const isMesh = a.gateways.has('mesh') && b.gateways.has('mesh') && isSameForMesh(a, hostA, b, hostB);
    const isSame = hostA === hostB || coversNamespace(hostA, hostB) || coversNamespace(hostB, hostA);
    const isShared =
      isSame &&
      [...a.gateways].some((gateway) => b.gateways.has(gateway)) &&
      meet({ ...a, host: hostA }, { ...b, host: hostB });
    const host = isWildcardHost(hostA) ? hostB : hostA;
    if (!isMesh && !isShared) continue;
    clashes.set(a, [...(clashes.get(a) ?? []), { host, other: b, isMesh, isShared }]);
    clashes.set(b, [...(clashes.get(b) ?? []), { host, other: a, isMesh, isShared }]);
  }
  return clashes;
}

/** One host for all, or one for a namespace and one for all that covers it. */
function isSameForMesh(
  a: VirtualServiceEntry,
  hostA: string,
  b: VirtualServiceEntry,
  hostB: string,
): boolean {
  const isPublicA = a.scopes.has('*');
  const isPublicB = b.scopes.has('*');
  if (isPublicA === isPublicB) return hostA === hostB && (isPublicA || a.namespace === b.namespace);
  return isPublicA ? isSubsetHost(hostB, hostA) : isSubsetHost(hostA, hostB);
}

/** `*.shop.svc.cluster.local` stands for every service of a namespace. */
function coversNamespace(wide: string, narrow: string): boolean {
  return isWildcardHost(wide) && wide.split('.').length > 3 && isSubsetHost(narrow, wide);
}
