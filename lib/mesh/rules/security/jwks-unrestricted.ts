import { POD_OWNER_SPEC } from '../read/kubernetes-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

const VARIABLE = 'BLOCKED_CIDRS_IN_JWKS_URIS';

export const jwksUnrestricted: Rule = {
  name: 'security/jwks-unrestricted',
  codes: ['IST0175'],
  severity: 'warning',
  inputs: ['RequestAuthentication', 'Deployment'],
  why: 'Whoever may write a RequestAuthentication can make the control plane ask any address of your network.',
  docs: 'https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule',
  check(snapshot, report) {
    const policies = snapshot.list('RequestAuthentication');
    if (policies.length === 0) return;
    for (const resource of snapshot.list('Deployment')) {
      if (resource.metadata.labels.app !== 'istiod') continue;
      const { template } = readSpec(resource, POD_OWNER_SPEC);
      const containers = template?.spec?.containers ?? [];
      const isSet = containers.some(({ env = [] }) =>
        env.some(
          ({ name, value, valueFrom }) => name === VARIABLE && (Boolean(value) || valueFrom !== undefined),
        ),
      );
      if (isSet) continue;
      report(resource, {
        message: `${resource.metadata.name} fetches keys of ${policies.length} RequestAuthentication${policies.length === 1 ? '' : 's'} from anywhere: set ${VARIABLE}`,
        related: policies,
      });
    }
  },
};
