import type { TrafficPolicy } from '../../config/kinds/destination-rule';
import {
  DESTINATION_RULE_KINDS,
  type DestinationRuleEntry,
  destinationRules,
} from '../index/destination-rules';
import { wideNamespace } from '../index/mutual-tls';
import { sidecarScopes } from '../index/sidecar-scope';
import { nameSome } from '../name-some';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const mutualTlsOverridden: Rule = {
  name: 'destination-rule/mutual-tls-overridden',
  codes: ['KIA0204'],
  severity: 'warning',
  inputs: [...DESTINATION_RULE_KINDS, 'Sidecar'],
  why: 'The nearest rule replaces the wider one whole: without a tls block of its own it switches mutual TLS off.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy',
  check(snapshot, report) {
    const wide = snapshot.use(destinationRules).all.filter((entry) => isWideMutual(entry, snapshot));
    const { meet } = snapshot.use(sidecarScopes);
    if (wide.length === 0) return;
    for (const entry of snapshot.use(destinationRules).all) {
      if (isWide(entry, snapshot) || hasTls(entry.spec.trafficPolicy)) continue;
      const overridden = wide.filter((other) => covers(other, entry, snapshot) && meet(other, entry));
      if (overridden.length === 0) continue;
      report(entry.resource, {
        path: 'spec.trafficPolicy',
        message: `${entry.resource.metadata.name} has no tls settings and so overrides those of ${nameSome(overridden.map(({ namespace, resource }) => `${namespace}/${resource.metadata.name}`))}`,
        related: overridden.map(({ resource }) => resource),
        fix: {
          title: 'Set ISTIO_MUTUAL here too',
          edits: [{ path: 'spec.trafficPolicy.tls', value: { mode: 'ISTIO_MUTUAL' } }],
        },
      });
    }
  },
};

function isWide({ host }: DestinationRuleEntry, { facts }: Snapshot): boolean {
  return host === '*.local' || wideNamespace(host, facts.clusterDomain) !== undefined;
}

function isWideMutual(entry: DestinationRuleEntry, snapshot: Snapshot): boolean {
  return isWide(entry, snapshot) && entry.spec.trafficPolicy?.tls?.mode === 'ISTIO_MUTUAL';
}

function covers(wide: DestinationRuleEntry, { host }: DestinationRuleEntry, { facts }: Snapshot): boolean {
  if (!host.endsWith(`.${facts.clusterDomain}`)) return false;
  return wide.host === '*.local' || host.endsWith(wide.host.slice(1));
}

function hasTls(policy: TrafficPolicy | undefined): boolean {
  const ports = policy?.portLevelSettings ?? [];
  return policy?.tls !== undefined || (ports.length > 0 && ports.some(({ tls }) => tls !== undefined));
}
