import { AUTHORIZATION_POLICY_SCHEMA } from '../../config/kinds/security';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { suggestName } from '../suggest-name';

export const providerNotFound: Rule = {
  name: 'security/provider-not-found',
  codes: [],
  severity: 'error',
  inputs: ['AuthorizationPolicy'],
  why: 'Nobody can be asked, so all requests to the workloads of the policy are refused with 403, whatever its rules say.',
  docs: 'https://istio.io/latest/docs/tasks/security/authorization/authz-custom/',
  check(snapshot, report) {
    const { externalAuthorizers, extensionProviders = [] } = snapshot.facts;
    if (externalAuthorizers === undefined) return;
    for (const resource of snapshot.list('AuthorizationPolicy')) {
      const { action, provider, rules } = readSpec(resource, AUTHORIZATION_POLICY_SCHEMA);
      const name = provider?.name ?? '';
      // A policy without a provider or rules is refused when it is written.
      if (action !== 'CUSTOM' || name === '' || rules === undefined) continue;
      if (externalAuthorizers.includes(name)) continue;
      const path = 'spec.provider.name';
      const problem = extensionProviders.includes(name)
        ? `"${name}" of the mesh's extensionProviders decides about no requests`
        : `The mesh's extensionProviders have no "${name}"`;
      report(resource, {
        path,
        message: `${problem}: all requests to the workloads of ${resource.metadata.name} are refused`,
        fix: suggestName(path, name, externalAuthorizers),
      });
    }
  },
};
