import type { TrafficPolicy } from '../../config/kinds/destination-rule';
import {
  DESTINATION_RULE_KINDS,
  type DestinationRuleEntry,
  destinationRules,
} from '../index/destination-rules';
import { wideNamespace } from '../index/mutual-tls';
import { sidecarScopes } from '../index/sidecar-scope';
import { isVisibleIn } from '../index/visibility';
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
    const { all } = snapshot.use(destinationRules);
    const wide = all.filter((entry) => isWide(entry, snapshot) && isMutual(entry));
    const { meet } = snapshot.use(sidecarScopes);
    const byHost = new Map<string, DestinationRuleEntry[]>();
    for (const entry of all.filter(isMutual))
      byHost.set(entry.host, [...(byHost.get(entry.host) ?? []), entry]);
    for (const entry of all) {
      if (hasTls(entry.spec.trafficPolicy)) continue;
      // For clients of one namespace its own rule for a host counts, and that of another namespace does not.
      const elsewhere = (byHost.get(entry.host) ?? []).filter(
        (other) => other.namespace !== entry.namespace && isVisibleIn(other.scopes, entry.namespace),
      );
      const covering = wide.filter((other) => covers(other, entry, snapshot) && meet(other, entry));
      const overridden = [...new Set([...covering, ...elsewhere])];
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

function isMutual({ spec }: DestinationRuleEntry): boolean {
  return spec.trafficPolicy?.tls?.mode === 'ISTIO_MUTUAL';
}

function covers(wide: DestinationRuleEntry, { host }: DestinationRuleEntry, { facts }: Snapshot): boolean {
  if (host === wide.host || !host.endsWith(`.${facts.clusterDomain}`)) return false;
  return wide.host === '*.local' || host.endsWith(wide.host.slice(1));
}

function hasTls(policy: TrafficPolicy | undefined): boolean {
  const ports = policy?.portLevelSettings ?? [];
  return policy?.tls !== undefined || (ports.length > 0 && ports.some(({ tls }) => tls !== undefined));
}
