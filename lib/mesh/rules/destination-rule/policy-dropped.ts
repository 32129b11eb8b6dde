import {
  DESTINATION_RULE_KINDS,
  type DestinationRuleEntry,
  destinationRules,
} from '../index/destination-rules';
import { hostPairs } from '../index/host-pairs';
import { isEmpty } from '../index/label-index';
import { scopesMeet } from '../index/visibility';
import type { Rule } from '../rule';

export const policyDropped: Rule = {
  name: 'destination-rule/policy-dropped',
  codes: [],
  severity: 'warning',
  inputs: [...DESTINATION_RULE_KINDS],
  why: 'Istio joins the subsets of rules for one host, but takes the traffic policy of the oldest alone: the other one does nothing.',
  docs: 'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
  check(snapshot, report) {
    const { all } = snapshot.use(destinationRules);
    const policies = all.filter(({ spec, host }) => spec.trafficPolicy !== undefined && host !== '');
    for (const [[older], [younger]] of hostPairs(policies.map((entry) => [entry, entry.host] as const))) {
      if (!areJoined(older, younger)) continue;
      report(younger.resource, {
        path: 'spec.trafficPolicy',
        about: `${older.namespace}/${older.resource.metadata.name}`,
        message: `${older.resource.metadata.name} is older and sets the traffic policy of "${younger.spec.host}": that of ${younger.resource.metadata.name} is dropped`,
        related: [older.resource],
      });
    }
  },
};

/** Of one namespace, for the same clients, with different subsets: those that share one are another rule's matter. */
function areJoined(a: DestinationRuleEntry, b: DestinationRuleEntry): boolean {
  if (a.host !== b.host || a.namespace !== b.namespace || !scopesMeet(a.scopes, b.scopes)) return false;
  if (!isEmpty(a.spec.workloadSelector?.matchLabels) || !isEmpty(b.spec.workloadSelector?.matchLabels))
    return false;
  if (a.subsets.size === 0 || b.subsets.size === 0) return false;
  return ![...a.subsets].some((subset) => b.subsets.has(subset));
}
