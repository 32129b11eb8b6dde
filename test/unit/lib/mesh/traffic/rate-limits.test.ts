import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { limitsFor, readRateLimits } from '@/lib/mesh/traffic/rate-limits';

const FILTER = `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: limit, namespace: shop}
spec:
  workloadSelector: {labels: {app: cart}}
  configPatches:
    - applyTo: CLUSTER
      patch: {operation: MERGE, value: {name: other}}
    - applyTo: HTTP_FILTER
      match: {context: SIDECAR_INBOUND}
      patch:
        operation: INSERT_BEFORE
        value:
          name: envoy.filters.http.local_ratelimit
          typed_config:
            "@type": type.googleapis.com/udpa.type.v1.TypedStruct
            value:
              token_bucket: {max_tokens: 4, tokens_per_fill: 2, fill_interval: 60s}
              filter_enabled: {default_value: {numerator: 100, denominator: HUNDRED}}
              filter_enforced: {default_value: {numerator: 5000, denominator: TEN_THOUSAND}}
              response_headers_to_add: [{header: {key: X-Limit, value: local}}, {header: {key: "a b", value: x}}]
`;

function read(yaml: string, namespace = 'shop', labels: Record<string, string> = { app: 'cart' }) {
  const resources = createResourceSet(parseResources(yaml, 'test.yaml').resources);
  return readRateLimits(resources, { kind: 'sidecar', namespace, labels, addresses: [] }, 'istio-system');
}

describe('readRateLimits()', () => {
  it('reads bucket, shares, status and headers of the patch that asks for a local rate limit', () => {
    expect(read(FILTER)).toEqual([
      {
        key: 'shop/limit#1',
        context: 'SIDECAR_INBOUND',
        scope: undefined,
        bucket: { maxTokens: 4, tokensPerFill: 2, fillIntervalMs: 60_000 },
        enabledPercent: 100,
        enforcedPercent: 50,
        status: 429,
        headers: [{ name: 'x-limit', value: 'local' }],
      },
    ]);
  });

  it('reaches the workloads it selects in its namespace, and everywhere from the root namespace', () => {
    expect(read(FILTER, 'shop', { app: 'web' })).toEqual([]);
    expect(read(FILTER, 'other')).toEqual([]);
    expect(read(FILTER.replace('namespace: shop', 'namespace: istio-system'), 'other')).toHaveLength(1);
  });

  it('passes over a bucket that makes no sense, and counts a missing share as 0', () => {
    expect(read(FILTER.replace('fill_interval: 60s', 'fill_interval: soon'))).toEqual([]);
    expect(read(FILTER.replace('filter_enabled', 'nothing'))[0]?.enabledPercent).toBe(0);
  });
});

describe('limitsFor()', () => {
  const limit = (virtualHost: string, route: string) => `
    - applyTo: HTTP_ROUTE
      match: {context: SIDECAR_INBOUND, routeConfiguration: {vhost: {name: "${virtualHost}", route: {name: "${route}"}}}}
      patch: {operation: MERGE, value: {typed_per_filter_config: {envoy.filters.http.local_ratelimit: {token_bucket: {max_tokens: 9, fill_interval: 1s}}}}}`;
  const keysFor = (yaml: string, virtualHost: string, route: string) =>
    limitsFor(read(yaml), 'SIDECAR_INBOUND', { virtualHost, route }).map(({ key }) => key);

  it("takes what the request's route wants in place of the filter's own limit", () => {
    const both = FILTER + limit('inbound|http|80', 'default');
    expect(keysFor(both, 'inbound|http|80', 'default')).toEqual(['shop/limit#2']);
    expect(keysFor(both, 'inbound|http|81', 'default')).toEqual(['shop/limit#1']);
    expect(keysFor(both, 'inbound|http|80', 'other')).toEqual(['shop/limit#1']);
    expect(limitsFor(read(both), 'SIDECAR_OUTBOUND', { virtualHost: '', route: '' })).toEqual([]);
  });

  it('takes the youngest of several for one route', () => {
    expect(keysFor(FILTER + limit('', '') + limit('', ''), 'any', 'any')).toEqual(['shop/limit#3']);
  });
});
