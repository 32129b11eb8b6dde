import {
  DESTINATION_RULE_KINDS,
  type DestinationRuleEntry,
  destinationRules,
} from '../index/destination-rules';
import { hostPairs } from '../index/host-pairs';
import { wideNamespace } from '../index/mutual-tls';
import { sidecarScopes } from '../index/sidecar-scope';
import { nameSome } from '../name-some';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const duplicate: Rule = {
  name: 'destination-rule/duplicate',
  codes: ['KIA0201'],
  severity: 'warning',
  inputs: [...DESTINATION_RULE_KINDS, 'Sidecar'],
  why: 'Istio takes the traffic policy and each subset from one of them, the oldest, and drops the rest without a word.',
  docs: 'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
  check(snapshot, report) {
    const clashes = new Map<DestinationRuleEntry, Set<DestinationRuleEntry>>();
    for (const [a, b] of overlapping(snapshot)) {
      clashes.set(a, (clashes.get(a) ?? new Set()).add(b));
      clashes.set(b, (clashes.get(b) ?? new Set()).add(a));
    }
    for (const [entry, others] of clashes) {
      const names = [...others].map((other) => `${other.namespace}/${other.resource.metadata.name}`);
      report(entry.resource, {
        path: 'spec.host',
        message: `${entry.resource.metadata.name} and ${nameSome(names)} are rules for the same ${describeShared(entry)}`,
        related: [...others].map(({ resource }) => resource),
      });
    }
  },
};

function describeShared({ spec, subsets }: DestinationRuleEntry): string {
  return subsets.size === 0 ? `host "${spec.host}"` : `subsets of host "${spec.host}"`;
}

function* overlapping(snapshot: Snapshot): Generator<[DestinationRuleEntry, DestinationRuleEntry]> {
  const { meet } = snapshot.use(sidecarScopes);
  const entries = snapshot
    .use(destinationRules)
    .all.filter((entry) => entry.host !== '' && !isMutualTlsRule(entry, snapshot));
  for (const [[a], [b]] of hostPairs(entries.map((entry) => [entry, entry.host] as const))) {
    if (sharesSubset(a, b) && meet(a, b)) yield [a, b];
  }
}

/** No subsets stand for all of them. */
function sharesSubset(a: DestinationRuleEntry, b: DestinationRuleEntry): boolean {
  if (a.subsets.size === 0 || b.subsets.size === 0) return true;
  return [...a.subsets].some((subset) => b.subsets.has(subset));
}

/** Rules that only switch mutual TLS on for a mesh or a namespace are meant to lie under others. */
function isMutualTlsRule({ host, spec }: DestinationRuleEntry, { facts }: Snapshot): boolean {
  const isWide = host === '*.local' || wideNamespace(host, facts.clusterDomain) !== undefined;
  return isWide && spec.trafficPolicy?.tls?.mode === 'ISTIO_MUTUAL';
}
