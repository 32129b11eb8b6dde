import { resolveHost } from '../../config/host-name';
import { VIRTUAL_SERVICE_KINDS, type VirtualServiceEntry, virtualServices } from '../index/virtual-services';
import type { Rule } from '../rule';
import { routeTargets } from './destinations';

export const ingressSubsetIneffective: Rule = {
  name: 'virtual-service/ingress-subset-ineffective',
  codes: ['IST0140'],
  severity: 'warning',
  inputs: [...VIRTUAL_SERVICE_KINDS],
  why: 'Rules for sidecars do not hold for requests that a gateway sends on: they reach every version of the service.',
  docs: 'https://istio.io/latest/docs/ops/common-problems/network-issues/#route-rules-have-no-effect-on-ingress-gateway-requests',
  check(snapshot, report) {
    const all = snapshot.use(virtualServices);
    const splitters = indexSplitters(all);
    for (const entry of all) {
      if (entry.gateways.size === 1 && entry.gateways.has('mesh')) continue;
      for (const { path, destination, isMirror } of routeTargets(entry.resource)) {
        if (destination.subset || isMirror) continue;
        const host = resolveHost(destination.host ?? '', entry.namespace);
        const splitter = splitters.get(host)?.find((other) => other !== entry);
        if (splitter === undefined) continue;
        report(entry.resource, {
          path,
          message: `The subsets that ${splitter.namespace}/${splitter.resource.metadata.name} chooses for "${destination.host}" have no effect on requests through gateway ${[...entry.gateways].filter((name) => name !== 'mesh').join(', ')}`,
          related: [splitter.resource],
        });
      }
    }
  },
};

/** VirtualServices for sidecars that send a host's own requests to subsets of it. */
function indexSplitters(all: readonly VirtualServiceEntry[]): Map<string, VirtualServiceEntry[]> {
  const splitters = new Map<string, VirtualServiceEntry[]>();
  for (const entry of all) {
    if (!entry.gateways.has('mesh')) continue;
    for (const { destination } of routeTargets(entry.resource)) {
      const host = resolveHost(destination.host ?? '', entry.namespace);
      if (destination.subset && entry.hosts.includes(host)) {
        splitters.set(host, [...(splitters.get(host) ?? []), entry]);
      }
    }
  }
  return splitters;
}
