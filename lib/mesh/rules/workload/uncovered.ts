import { meshWorkloads } from '../ambient/workload-view';
import { hasLabels } from '../index/label-index';
import { NAMESPACE_KINDS } from '../index/namespaces';
import { WORKLOAD_KINDS } from '../index/workloads';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';
import { hasTargets, policyLabels } from '../security/policy-labels';

export const uncovered: Rule = {
  name: 'workload/uncovered',
  codes: ['KIA1301'],
  severity: 'warning',
  inputs: ['AuthorizationPolicy', ...WORKLOAD_KINDS, ...NAMESPACE_KINDS],
  why: 'Where no AuthorizationPolicy applies, everybody who reaches a workload may call it.',
  docs: 'https://istio.io/latest/docs/concepts/security/#implicit-enablement',
  optional: true,
  check(snapshot, report) {
    const { rootNamespace } = snapshot.facts;
    const policies = snapshot.list('AuthorizationPolicy').filter((policy) => !hasTargets(policy));
    for (const { workload, labels } of snapshot.use(meshWorkloads)) {
      const { resource, namespace, kind, name } = workload;
      const isCovered = policies.some(
        (policy) =>
          [namespace, rootNamespace].includes(namespaceOf(policy)) &&
          hasLabels(labels, policyLabels(policy) ?? {}),
      );
      if (isCovered || resource === undefined) continue;
      report(resource, { message: `No AuthorizationPolicy applies to ${kind} ${namespace}/${name}` });
    }
  },
};
