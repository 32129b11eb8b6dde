import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createAccessCounters } from '@/agent/access/access-counters';
import { registerAccessMetrics } from '@/agent/admin/register-access-metrics';

describe('registerAccessMetrics()', () => {
  it('shows the counts of the moment', async () => {
    const counters = createAccessCounters();
    const registry = new Registry();
    registerAccessMetrics(registry, counters);
    counters.denied = 3;
    counters.shadow.istio_dry_run_deny_shadow_denied = 2;
    const text = await registry.metrics();
    expect(text).toContain('envoy_http_rbac_denied 3');
    expect(text).toContain('envoy_http_rbac_istio_dry_run_deny_shadow_denied 2');
    expect(text).toContain('envoy_http_jwt_authn_denied 0');
  });
});
