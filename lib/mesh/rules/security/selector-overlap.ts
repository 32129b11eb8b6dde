import { selectedBy } from '../index/selection';
import { WORKLOAD_KINDS } from '../index/workloads';
import type { Rule } from '../rule';
import { policyLabels } from './policy-labels';

export const selectorOverlap: Rule = {
  name: 'security/selector-overlap',
  codes: ['KIA0003'],
  severity: 'error',
  inputs: ['PeerAuthentication', ...WORKLOAD_KINDS],
  why: 'Of several that select a workload the oldest wins: a stricter one beside it protects nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  check(snapshot, report) {
    for (const [workload, list] of selectedBy(snapshot, snapshot.list('PeerAuthentication'), policyLabels)) {
      if (list.length < 2) continue;
      for (const resource of list) {
        const others = list.filter((other) => other !== resource);
        report(resource, {
          path: 'spec.selector',
          message: `${resource.metadata.name} and ${others.map(({ metadata }) => metadata.name).join(', ')} both select ${workload.kind} ${workload.namespace}/${workload.name}`,
          related: others,
        });
      }
    }
  },
};
