import { SERVICE_ACCOUNT_KINDS, serviceAccounts } from '../index/service-accounts';
import { WORKLOAD_GROUP_SPEC } from '../read/mesh-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { suggestName } from '../suggest-name';

export const serviceAccountNotFound: Rule = {
  name: 'workload-group/service-account-not-found',
  codes: ['KIA1701'],
  severity: 'warning',
  inputs: ['WorkloadGroup', ...SERVICE_ACCOUNT_KINDS],
  why: 'Machines of the group get no certificate and cannot join the mesh.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/workload-group/',
  check(snapshot, report) {
    const accounts = snapshot.use(serviceAccounts);
    for (const resource of snapshot.list('WorkloadGroup')) {
      const { template } = readSpec(resource, WORKLOAD_GROUP_SPEC);
      const name = template?.serviceAccount ?? '';
      const namespace = namespaceOf(resource);
      if (name === '' || accounts.has(namespace, name)) continue;
      report(resource, {
        path: 'spec.template.serviceAccount',
        message: `${resource.metadata.name} runs as service account "${name}", which namespace ${namespace} does not have`,
        fix: suggestName('spec.template.serviceAccount', name, accounts.namesIn(namespace)),
      });
    }
  },
};
