import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { REFERENCE_GRANT_SPEC } from '../read/gateway-api-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { suggestName } from '../suggest-name';

export const grantNamespaceNotFound: Rule = {
  name: 'gateway-api/grant-namespace-not-found',
  codes: ['KIA1601'],
  severity: 'error',
  inputs: ['ReferenceGrant', ...NAMESPACE_KINDS],
  why: 'The grant opens nothing to anybody.',
  docs: 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
  check(snapshot, report) {
    const { names } = snapshot.use(namespaces);
    for (const resource of snapshot.list('ReferenceGrant')) {
      const { from = [] } = readSpec(resource, REFERENCE_GRANT_SPEC);
      for (const [index, { namespace = '' }] of from.entries()) {
        if (names.has(namespace)) continue;
        const path = `spec.from[${index}].namespace`;
        report(resource, {
          path,
          message: `${resource.metadata.name} grants access to namespace "${namespace}", which does not exist`,
          fix: suggestName(path, namespace, names),
        });
      }
    }
  },
};
