import { resolveHost } from '../../config/host-name';
import type { ConfigResource } from '../../config/resource';
import { completeHost } from '../index/hosts';
import { VIRTUAL_SERVICE_KINDS, virtualServices } from '../index/virtual-services';
import type { Snapshot } from '../snapshot';
import type { ObservedEdge } from './observations';
import type { TrafficRule } from './traffic-rule';

/** Tries of the last service for one request of the first caller that are too many. */
const TOO_MANY = 10;

interface Hop {
  resource: ConfigResource;
  path: string;
  tries: number;
}

export const retryAmplification: TrafficRule = {
  name: 'traffic/retry-amplification',
  codes: [],
  severity: 'warning',
  inputs: [...VIRTUAL_SERVICE_KINDS],
  why: 'Retries multiply along a chain of calls: when the last service fails, each hop tries again, and the load keeps it down.',
  docs: 'https://istio.io/latest/docs/concepts/traffic-management/#retries',
  check(snapshot, report, { edges }) {
    const hops = retriesByHost(snapshot);
    const calls = callsOf(edges, snapshot.facts.clusterDomain);
    const said = new Set<ConfigResource>();
    const walk = (host: string, chain: readonly string[], tries: number): void => {
      const hop = hops.get(host);
      const product = tries * (hop?.tries ?? 1);
      const path = [...chain, host];
      const amplifying = path.filter((one) => hops.has(one));
      if (hop !== undefined && product >= TOO_MANY && amplifying.length > 1) {
        if (!said.has(hop.resource)) {
          said.add(hop.resource);
          const names = path.map((one) => one.split('.')[0]).join(', ');
          report(hop.resource, {
            path: hop.path,
            message: `One request becomes up to ${product} tries of "${host}" by the retries along ${names}`,
            related: amplifying.flatMap((one) => hops.get(one)?.resource ?? []).slice(0, -1),
          });
        }
        return;
      }
      for (const next of calls.get(host) ?? []) if (!path.includes(next)) walk(next, path, product);
    };
    for (const host of hops.keys()) walk(host, [], 1);
  },
};

function retriesByHost(snapshot: Snapshot): Map<string, Hop> {
  const found = new Map<string, Hop>();
  for (const { resource, namespace, spec } of snapshot.use(virtualServices)) {
    for (const [index, { retries, route = [] }] of (spec.http ?? []).entries()) {
      const attempts = retries?.attempts ?? 0;
      if (attempts <= 0) continue;
      for (const { destination } of route) {
        const host = completeHost(destination?.host ?? '', namespace, snapshot);
        const tries = attempts + 1;
        if ((found.get(host)?.tries ?? 0) >= tries) continue;
        found.set(host, { resource, path: `spec.http[${index}].retries.attempts`, tries });
      }
    }
  }
  return found;
}

/** By host of a service, the hosts that it calls. */
function callsOf(edges: readonly ObservedEdge[], clusterDomain: string): Map<string, Set<string>> {
  const calls = new Map<string, Set<string>>();
  for (const { caller, callee } of edges) {
    if (caller.service === '') continue;
    const from = resolveHost(caller.service, caller.namespace, `svc.${clusterDomain}`);
    calls.set(from, (calls.get(from) ?? new Set()).add(callee.host));
  }
  return calls;
}
