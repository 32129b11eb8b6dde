import { PEER_AUTHENTICATION_SCHEMA } from '../../config/kinds/security';
import { isEmpty } from '../index/label-index';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const peerSelectorIgnored: Rule = {
  name: 'security/peer-selector-ignored',
  codes: [],
  severity: 'warning',
  inputs: ['PeerAuthentication'],
  why: 'Istio passes over the part: the servers take what the wider policies say.',
  docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  check(snapshot, report) {
    for (const resource of snapshot.list('PeerAuthentication')) {
      const { selector, portLevelMtls } = readSpec(resource, PEER_AUTHENTICATION_SCHEMA);
      const isRoot = namespaceOf(resource) === snapshot.facts.rootNamespace;
      const hasSelector = !isEmpty(selector?.matchLabels);
      if (isRoot && hasSelector) {
        report(resource, {
          path: 'spec.selector',
          message: `${resource.metadata.name} selects workloads from the root namespace, where only policies for the whole mesh count`,
        });
      } else if (!hasSelector && Object.keys(portLevelMtls ?? {}).length > 0) {
        report(resource, {
          path: 'spec.portLevelMtls',
          message: `${resource.metadata.name} sets modes of ports without a selector: they are not looked at`,
        });
      }
    }
  },
};
