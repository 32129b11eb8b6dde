import { DESTINATION_RULE_SCHEMA } from '../../config/kinds/destination-rule';
import type { ConfigResource } from '../../config/resource';
import { MUTUAL_TLS_KINDS, wideMutualTls, wideNamespace } from '../index/mutual-tls';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const plainTextRefused: Rule = {
  name: 'destination-rule/plain-text-refused',
  codes: ['KIA0207', 'KIA0208'],
  severity: 'error',
  inputs: [...MUTUAL_TLS_KINDS],
  why: 'Clients speak plain text to servers that take nothing but mutual TLS: connections are reset.',
  docs: 'https://istio.io/latest/docs/tasks/security/authentication/authn-policy/',
  check(snapshot, report) {
    const { meshPeers, peersOf } = snapshot.use(wideMutualTls);
    const strict = (peers: readonly { mode: string; resource: ConfigResource }[]) =>
      peers.find(({ mode }) => mode === 'STRICT')?.resource;
    for (const resource of snapshot.list('DestinationRule')) {
      const { host = '', trafficPolicy } = readSpec(resource, DESTINATION_RULE_SCHEMA);
      if (trafficPolicy?.tls?.mode !== 'DISABLE') continue;
      const namespace = wideNamespace(host, snapshot.facts.clusterDomain);
      if (namespace === undefined && host !== '*.local') continue;
      // UNSET leaves it to the mesh.
      const own = namespace === undefined ? [] : peersOf(namespace).filter(({ mode }) => mode !== 'UNSET');
      const refusing = strict(own) ?? (own.length === 0 ? strict(meshPeers) : undefined);
      if (refusing === undefined) continue;
      report(resource, {
        path: 'spec.trafficPolicy.tls.mode',
        codes: [strict(own) === undefined ? 'KIA0208' : 'KIA0207'],
        message: `${resource.metadata.name} makes clients of ${host} speak plain text, but PeerAuthentication ${refusing.metadata.namespace}/${refusing.metadata.name} is STRICT`,
        related: [refusing],
      });
    }
  },
};
