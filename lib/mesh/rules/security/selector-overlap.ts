import { reportOverlaps, selectedBy } from '../index/selection';
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
    reportOverlaps(selectedBy(snapshot, snapshot.list('PeerAuthentication'), policyLabels), report);
  },
};
