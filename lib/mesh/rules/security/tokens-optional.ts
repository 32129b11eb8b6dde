import { AUTHORIZATION_POLICY_SCHEMA, REQUEST_AUTHENTICATION_SCHEMA } from '../../config/kinds/security';
import type { ConfigResource } from '../../config/resource';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const tokensOptional: Rule = {
  name: 'security/tokens-optional',
  codes: [],
  severity: 'info',
  inputs: ['RequestAuthentication', 'AuthorizationPolicy'],
  why: 'A RequestAuthentication refuses wrong tokens only: requests without any token pass.',
  docs: 'https://istio.io/latest/docs/reference/config/security/request_authentication/',
  check(snapshot, report) {
    const asking = new Set(snapshot.list('AuthorizationPolicy').filter(asksForToken).map(namespaceOf));
    const { rootNamespace } = snapshot.facts;
    for (const resource of snapshot.list('RequestAuthentication')) {
      const { jwtRules = [] } = readSpec(resource, REQUEST_AUTHENTICATION_SCHEMA);
      if (jwtRules.length === 0 || asking.has(namespaceOf(resource)) || asking.has(rootNamespace)) continue;
      report(resource, {
        path: 'spec.jwtRules',
        message: `${resource.metadata.name} verifies tokens, but no AuthorizationPolicy of its namespace asks for one`,
      });
    }
  },
};

function asksForToken(policy: ConfigResource): boolean {
  const { rules = [] } = readSpec(policy, AUTHORIZATION_POLICY_SCHEMA);
  return rules.some(
    ({ from = [], when = [] }) =>
      when.some(({ key = '' }) => key.startsWith('request.auth.')) ||
      from.some(
        ({ source }) => source?.requestPrincipals !== undefined || source?.notRequestPrincipals !== undefined,
      ),
  );
}
