import { DESTINATION_RULE_SCHEMA } from '../../config/kinds/destination-rule';
import { MUTUAL_TLS_KINDS, wideMutualTls, wideNamespace } from '../index/mutual-tls';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

const SERVING: ReadonlySet<string> = new Set(['STRICT', 'PERMISSIVE']);

export const mutualTlsUnserved: Rule = {
  name: 'destination-rule/mutual-tls-unserved',
  codes: ['KIA0205', 'KIA0206'],
  severity: 'error',
  inputs: [...MUTUAL_TLS_KINDS],
  why: 'Clients speak mutual TLS to servers that nobody told to expect it: connections fail.',
  docs: 'https://istio.io/latest/docs/tasks/security/authentication/authn-policy/',
  check(snapshot, report) {
    if (snapshot.facts.autoMtls) return;
    const { meshPeers, peersOf } = snapshot.use(wideMutualTls);
    const isMeshServed = meshPeers.some(({ mode }) => SERVING.has(mode));
    for (const resource of snapshot.list('DestinationRule')) {
      const { host = '', trafficPolicy } = readSpec(resource, DESTINATION_RULE_SCHEMA);
      if (trafficPolicy?.tls?.mode !== 'ISTIO_MUTUAL' || isMeshServed) continue;
      const namespace = wideNamespace(host, snapshot.facts.clusterDomain);
      const isServed = namespace !== undefined && peersOf(namespace).some(({ mode }) => SERVING.has(mode));
      if ((host !== '*.local' && namespace === undefined) || isServed) continue;
      report(resource, {
        path: 'spec.trafficPolicy.tls.mode',
        codes: [namespace === undefined ? 'KIA0205' : 'KIA0206'],
        message: `${resource.metadata.name} makes clients of ${host} speak mutual TLS, but no PeerAuthentication of ${namespace === undefined ? 'the mesh' : `namespace ${namespace} or the mesh`} takes it`,
      });
    }
  },
};
