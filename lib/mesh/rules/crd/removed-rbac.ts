import { CRD_SPEC } from '../read/kubernetes-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

const REMOVED: ReadonlySet<string> = new Set([
  'ClusterRbacConfig',
  'RbacConfig',
  'ServiceRole',
  'ServiceRoleBinding',
]);

export const removedRbac: Rule = {
  name: 'crd/removed-rbac',
  codes: ['IST0002'],
  severity: 'warning',
  inputs: ['CustomResourceDefinition'],
  why: 'Istio no longer reads these kinds: rules written in them protect nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/',
  check(snapshot, report) {
    for (const resource of snapshot.list('CustomResourceDefinition')) {
      const { group, names } = readSpec(resource, CRD_SPEC);
      if (group !== 'rbac.istio.io' || !REMOVED.has(names?.kind ?? '')) continue;
      report(resource, {
        message: `${names?.kind} of rbac.istio.io was replaced by AuthorizationPolicy and is not read any more`,
      });
    }
  },
};
