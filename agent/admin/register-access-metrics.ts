import { Counter, type Registry } from 'prom-client';
import type { AccessCounters } from '../access/access-counters';

/** What access control did, under the names Envoy's own filters have for it. */
export function registerAccessMetrics(registry: Registry, counters: AccessCounters): void {
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  counter('envoy_http_rbac_allowed', 'Requests that policies allowed.', () => counters.allowed);
  counter('envoy_http_rbac_denied', 'Requests that policies denied.', () => counters.denied);
  for (const name of SHADOWS) {
    counter(`envoy_http_rbac_${name}`, 'What dry-run policies would have done.', () => counters.shadow[name]);
  }
  counter('envoy_http_rbac_logged', 'Requests that AUDIT policies matched.', () => counters.audited);
  counter('envoy_http_jwt_authn_allowed', 'Requests with a good token.', () => counters.tokens.accepted);
  counter('envoy_http_jwt_authn_denied', 'Requests with a bad token.', () => counters.tokens.refused);
  counter('envoy_http_ext_authz_ok', 'External decisions: allowed.', () => counters.external.ok);
  counter('envoy_http_ext_authz_denied', 'External decisions: denied.', () => counters.external.denied);
  counter(
    'envoy_http_ext_authz_error',
    'External decisions that were not to be had.',
    () => counters.external.error,
  );
  counter(
    'meshscope_agent_refused_paths_total',
    'Paths that can be read in two ways.',
    () => counters.refusedPaths,
  );
}

const SHADOWS = [
  'istio_dry_run_allow_shadow_allowed',
  'istio_dry_run_allow_shadow_denied',
  'istio_dry_run_deny_shadow_allowed',
  'istio_dry_run_deny_shadow_denied',
] as const;
