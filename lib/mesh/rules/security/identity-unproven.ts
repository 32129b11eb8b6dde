import { HOST_KINDS } from '../index/hosts';
import { MUTUAL_TLS_KINDS } from '../index/mutual-tls';
import { NAMESPACE_KINDS } from '../index/namespaces';
import type { Rule } from '../rule';
import { mutualTlsFields } from './needs-mutual-tls';
import { provesIdentity } from './proves-identity';

export const identityUnproven: Rule = {
  name: 'security/identity-unproven',
  codes: ['KIA0105'],
  severity: 'error',
  inputs: ['AuthorizationPolicy', ...MUTUAL_TLS_KINDS, ...HOST_KINDS, ...NAMESPACE_KINDS],
  why: 'Only mutual TLS tells who calls: without it the rule never holds, whoever calls.',
  docs: 'https://istio.io/latest/docs/concepts/security/#dependency-on-mutual-tls',
  check(snapshot, report) {
    for (const resource of snapshot.list('AuthorizationPolicy')) {
      const fields = mutualTlsFields(resource);
      if (fields.length === 0 || provesIdentity(snapshot, resource)) continue;
      for (const path of fields) {
        report(resource, {
          path,
          message: `${resource.metadata.name} asks who calls, but its workloads do not take mutual TLS`,
        });
      }
    }
  },
};
