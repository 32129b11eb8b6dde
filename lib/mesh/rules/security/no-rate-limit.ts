import { AUTHORIZATION_POLICY_SCHEMA } from '../../config/kinds/security';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

/** What people ask for then: `request.headers[x-rate-limit-bypass]`, `request.headers[x-throttle]`. */
const LIMIT = /rate.?limit|throttl/i;

export const noRateLimit: Rule = {
  name: 'security/no-rate-limit',
  codes: [],
  severity: 'warning',
  inputs: ['AuthorizationPolicy'],
  why: 'An AuthorizationPolicy judges each request by itself and counts none: it lets all of a kind in, or none of it.',
  docs: 'https://istio.io/latest/docs/tasks/policy-enforcement/rate-limit/',
  check(snapshot, report) {
    for (const resource of snapshot.list('AuthorizationPolicy')) {
      const { rules = [] } = readSpec(resource, AUTHORIZATION_POLICY_SCHEMA);
      const places = rules.flatMap((rule, at) =>
        (rule?.when ?? []).flatMap(({ key = '' }, index) =>
          LIMIT.test(key) ? [`spec.rules[${at}].when[${index}].key`] : [],
        ),
      );
      for (const path of places) {
        report(resource, {
          path,
          message: `${resource.metadata.name} looks like a rate limit, but an AuthorizationPolicy counts no requests; an EnvoyFilter with envoy.filters.http.local_ratelimit does`,
        });
      }
    }
  },
};
