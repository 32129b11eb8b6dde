import { BACKEND_TLS_POLICY_SCHEMA } from '../../config/kinds/backend-tls-policy';
import { HOST_KINDS, hosts } from '../index/hosts';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const backendTlsUnusable: Rule = {
  name: 'gateway-api/backend-tls-unusable',
  codes: [],
  severity: 'error',
  inputs: ['BackendTLSPolicy', 'ConfigMap', ...HOST_KINDS],
  why: 'Without an authority that can be read nothing is sent to the Service, and a Service that is not there is not secured.',
  docs: 'https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/',
  check(snapshot, report) {
    const configMaps = snapshot.list('ConfigMap');
    const known = snapshot.use(hosts);
    for (const resource of snapshot.list('BackendTLSPolicy')) {
      const { targetRefs = [], validation = {} } = readSpec(resource, BACKEND_TLS_POLICY_SCHEMA);
      const namespace = namespaceOf(resource);
      const own = resource.metadata.name;
      for (const [index, { kind, name = '' }] of targetRefs.entries()) {
        const host = `${name}.${namespace}.svc.${snapshot.facts.clusterDomain}`;
        if (kind !== 'Service' || known.findAll(host).length > 0) continue;
        report(resource, {
          path: `spec.targetRefs[${index}].name`,
          message: `${own} is for Service "${name}", which namespace ${namespace} does not have`,
        });
      }
      const refs = validation.caCertificateRefs ?? [];
      const isReadable = refs.some(
        ({ group = '', kind, name }) =>
          group === '' &&
          kind === 'ConfigMap' &&
          configMaps.some((one) => one.metadata.name === name && namespaceOf(one) === namespace),
      );
      if (refs.length === 0 || isReadable) continue;
      report(resource, {
        path: 'spec.validation.caCertificateRefs',
        message: `${own} refers to no ConfigMap that namespace ${namespace} has`,
      });
    }
  },
};
