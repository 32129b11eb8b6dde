import { AUTHORIZATION_POLICY_SCHEMA } from '../../config/kinds/security';
import type { ConfigResource } from '../../config/resource';
import { hasLabels } from '../index/label-index';
import { WORKLOAD_KINDS, type Workload } from '../index/workloads';
import { nameSome } from '../name-some';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { coveredWorkloads } from './covered-workloads';
import { hasTargets, policyLabels } from './policy-labels';

export const nobodyAllowed: Rule = {
  name: 'security/nobody-allowed',
  codes: [],
  severity: 'info',
  inputs: ['AuthorizationPolicy', ...WORKLOAD_KINDS],
  why: 'A policy without rules refuses everybody whom no other policy allows; to these workloads nobody is.',
  docs: 'https://istio.io/latest/docs/concepts/security/#allow-nothing-deny-all-and-allow-all-policy',
  check(snapshot, report) {
    const allowing = snapshot
      .list('AuthorizationPolicy')
      .filter((policy) => !hasTargets(policy) && isAllow(policy));
    const closing = allowing.filter((policy) => rulesOf(policy) === 0);
    const opening = allowing.filter((policy) => rulesOf(policy) > 0);
    for (const policy of closing) {
      const shut = coveredWorkloads(snapshot, policy).filter(
        (workload) => !opening.some((other) => covers(snapshot, other, workload)),
      );
      if (shut.length === 0) continue;
      report(policy, {
        path: 'spec',
        message: `${policy.metadata.name} refuses all requests to ${nameSome(shut.map(({ namespace, name }) => `${namespace}/${name}`))}: no other policy allows any`,
      });
    }
  },
};

function isAllow(policy: ConfigResource): boolean {
  return (readSpec(policy, AUTHORIZATION_POLICY_SCHEMA).action ?? 'ALLOW') === 'ALLOW';
}

function rulesOf(policy: ConfigResource): number {
  return readSpec(policy, AUTHORIZATION_POLICY_SCHEMA).rules?.length ?? 0;
}

function covers({ facts }: Snapshot, policy: ConfigResource, { namespace, labels }: Workload): boolean {
  const own = namespaceOf(policy);
  return (own === namespace || own === facts.rootNamespace) && hasLabels(labels, policyLabels(policy) ?? {});
}
