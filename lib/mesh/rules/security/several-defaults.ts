import { severalDefaults as findSeveral } from '../index/selection';
import { nameSome } from '../name-some';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';
import { policyLabels } from './policy-labels';

export const severalDefaults: Rule = {
  name: 'security/several-defaults',
  codes: ['KIA0002'],
  severity: 'error',
  inputs: ['PeerAuthentication'],
  why: 'Of several for all of a namespace the oldest wins: a stricter one beside it protects nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  check(snapshot, report) {
    for (const list of findSeveral(snapshot.list('PeerAuthentication'), policyLabels)) {
      for (const resource of list) {
        const others = list.filter((other) => other !== resource);
        report(resource, {
          path: 'spec.selector',
          message: `${resource.metadata.name} and ${nameSome(others.map(({ metadata }) => metadata.name))} are both the PeerAuthentication of all of namespace ${namespaceOf(resource)}`,
          related: others,
        });
      }
    }
  },
};
