import { Agent } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type Answer,
  defaultAnswer,
  destinationRule,
  type RoutedMesh,
  rulesOf,
  startRouted,
} from '@/test/support/agent/start-routed';
import { waitFor } from '@/test/support/agent/wait-for';

let mesh: RoutedMesh | undefined;
const agents: Agent[] = [];
afterEach(() => {
  mesh?.close();
  for (const agent of agents.splice(0)) agent.destroy();
});

async function start(versions: Record<string, Answer | null>, yaml: string): Promise<RoutedMesh> {
  mesh = await startRouted(versions, yaml);
  return mesh;
}

const v1 = defaultAnswer('v1');
const failing: Answer = (_, response) => response.writeHead(503).end('no');
const TO_ALL = 'route: [{destination: {host: reviews}}]';

/** Fails the first `times` requests. */
function failFirst(times: number, status = 503): Answer {
  let count = 0;
  return (_, response, body) => {
    if (count++ < times) response.writeHead(status).end('no');
    else response.end(`ok ${body}`);
  };
}

describe('retries', () => {
  const withPlaces = (retries: string) =>
    rulesOf(
      `
- ${TO_ALL}
  retries: {attempts: 2, retryOn: 5xx, backoff: 1ms${retries}}`,
      `
outlierDetection: {consecutive5xxErrors: 0}
loadBalancer: {localityLbSetting: {failoverPriority: [version]}}`,
    );

  it('stay where the first tries went, unless the rule lets them leave', async () => {
    const { apply, ask, seen } = await start(
      { v1: failing, 'v1-b': failing, v2: defaultAnswer('v2') },
      withPlaces(''),
    );
    expect(await ask('/')).toMatchObject({ status: 503 });
    expect(seen.map(({ version }) => version.split('-')[0])).toEqual(['v1', 'v1', 'v1']);
    apply(withPlaces(', retryRemoteLocalities: true'));
    expect(await ask('/')).toMatchObject({ status: 200, body: 'v2' });
    expect(seen.slice(3).map(({ version }) => version.split('-')[0])).toEqual(['v1', 'v1', 'v2']);
  });

  it('repeat answers that the conditions name, body and all, and count the tries for the app', async () => {
    const { ask, records, seen } = await start(
      { v1: failFirst(2) },
      rulesOf(`
- ${TO_ALL}
  retries: {attempts: 3, retryOn: 5xx, backoff: 1ms}`),
    );
    expect(await ask('/', { method: 'POST', body: ['a', 'bc'] })).toMatchObject({
      status: 200,
      body: 'ok abc',
    });
    expect(seen.map(({ headers }) => headers['x-envoy-attempt-count'])).toEqual(['1', '2', '3']);
    expect(records[0]).toMatchObject({ attempts: 3, flags: '-', details: 'via_upstream' });
  });

  it('give up with the last answer and URX', async () => {
    const { ask, records, seen } = await start(
      { v1: failing },
      rulesOf(`
- ${TO_ALL}
  retries: {attempts: 1, retryOn: gateway-error, backoff: 1ms}`),
    );
    expect(await ask('/')).toMatchObject({ status: 503, body: 'no' });
    expect(seen).toHaveLength(2);
    expect(records[0]).toMatchObject({ flags: 'URX', details: 'via_upstream' });
  });

  it("by Istio's default leave a 503 alone, but repeat an unavailable gRPC answer", async () => {
    const unavailable: Answer = (_, response) => {
      response.setHeader('grpc-status', '14');
      response.end();
    };
    const { ask, records, seen } = await start({ v1: failing }, '');
    expect((await ask('/')).status).toBe(503);
    expect(seen).toHaveLength(1);
    expect(records[0]?.flags).toBe('-');
    mesh?.close();
    const grpc = await start({ v1: unavailable }, '');
    await grpc.ask('/', { method: 'POST' });
    expect(grpc.seen).toHaveLength(3);
  });

  it('take codes and wishes of the caller', async () => {
    const { ask, seen } = await start(
      { v1: failFirst(100, 429) },
      rulesOf(`
- ${TO_ALL}
  retries: {attempts: 1, retryOn: "429", backoff: 1ms}`),
    );
    await ask('/');
    expect(seen).toHaveLength(2);
    await ask('/', { headers: { 'x-envoy-max-retries': '4' } });
    expect(seen).toHaveLength(2 + 5);
    expect(seen.at(-1)?.headers['x-envoy-max-retries']).toBeUndefined();
  });

  it('avoid the endpoint that failed', async () => {
    const { ask, seen } = await start(
      { 'v1-a': failing, 'v1-b': failing, 'v1-c': v1 },
      rulesOf(`
- ${TO_ALL}
  retries: {attempts: 2, retryOn: 5xx, backoff: 1ms}`),
    );
    for (let i = 0; i < 10; i++) expect((await ask('/')).status).toBe(200);
    expect(seen.length).toBeGreaterThan(10);
  });

  it('stay at the endpoint that a hash chose, unless the rule says otherwise', async () => {
    const hashed = (more: string) =>
      rulesOf(
        `
- ${TO_ALL}
  retries: {attempts: 2, retryOn: 5xx, backoff: 1ms${more}}`,
        `
loadBalancer: {consistentHash: {httpHeaderName: x-user}}`,
      );
    const { apply, ask, seen } = await start(
      { 'v1-a': failing, 'v1-b': failing, 'v1-c': failing },
      hashed(''),
    );
    await ask('/', { headers: { 'x-user': 'ann' } });
    expect(new Set(seen.map(({ version }) => version)).size).toBe(1);
    expect(seen).toHaveLength(3);
    apply(hashed(', retryIgnorePreviousHosts: true'));
    await ask('/', { headers: { 'x-user': 'ann' } });
    expect(new Set(seen.slice(3).map(({ version }) => version)).size).toBe(3);
  });
});

describe('timeouts', () => {
  it('bound all tries together with 504 UT, and one try when the caller asks', async () => {
    const slow: Answer = () => {};
    const { ask, records } = await start(
      { v1: slow },
      rulesOf(`
- timeout: 80ms
  ${TO_ALL}
  retries: {attempts: 5, perTryTimeout: 30ms, retryOn: 5xx, backoff: 1ms}`),
    );
    expect(await ask('/')).toMatchObject({ status: 504, body: 'upstream request timeout' });
    expect(records[0]).toMatchObject({ flags: 'UT', details: 'response_timeout' });
    expect(records[0]?.attempts).toBeGreaterThan(1);
    await ask('/', { headers: { 'x-envoy-upstream-rq-timeout-ms': '10', 'x-envoy-max-retries': '0' } });
    expect(records[1]?.durationMs).toBeLessThan(60);
  });
});

describe('circuit breaker', () => {
  it('answers 503 UO when connections and the queue are full', async () => {
    const held: (() => void)[] = [];
    const { ask, records, seen } = await start(
      { v1: (_, response) => held.push(() => response.end('late')) },
      destinationRule('connectionPool: {tcp: {maxConnections: 1}, http: {http1MaxPendingRequests: 1}}'),
    );
    const agent = new Agent({ maxSockets: 10 });
    agents.push(agent);
    const first = ask('/1', { agent });
    await waitFor(
      () => seen.length === 1,
      () => 'the first request',
    );
    const second = ask('/2', { agent });
    const third = await ask('/3', { agent }).then(async (reply) => {
      if (reply.status === 503) return reply;
      throw new Error('two requests wait');
    });
    expect(third.headers['x-envoy-overloaded']).toBe('true');
    expect(third.body).toContain('reset reason: overflow');
    expect(records[0]).toMatchObject({
      flags: 'UO',
      details: 'upstream_reset_before_response_started{overflow}',
    });
    held.shift()?.();
    expect((await first).body).toBe('late');
    await waitFor(
      () => held.length === 1,
      () => 'the second request',
    );
    held.shift()?.();
    expect((await second).body).toBe('late');
  });

  it('closes kept connections that a new configuration does not allow', async () => {
    const held: (() => void)[] = [];
    const { apply, ask, proxy, seen } = await start(
      { v1: (_, response) => held.push(() => response.end('late')) },
      destinationRule(''),
    );
    const crowd = Array.from({ length: 5 }, (_, at) => ask(`/${at}`));
    await waitFor(
      () => held.length === 5,
      () => 'five requests',
    );
    for (const release of held.splice(0)) release();
    await Promise.all(crowd);
    expect(proxy.handle.gauges.idleUpstreamConnections).toBe(5);
    apply(destinationRule('connectionPool: {tcp: {maxConnections: 1}}'));
    const last = ask('/last');
    await waitFor(
      () => seen.length === 6,
      () => 'the last request',
    );
    expect(proxy.handle.gauges.upstreamConnections).toBe(1);
    held.shift()?.();
    expect((await last).body).toBe('late');
  });

  it('bounds requests under way, and requests a connection', async () => {
    const held: (() => void)[] = [];
    const { ask, seen } = await start(
      { v1: (_, response) => held.push(() => response.end('late')) },
      destinationRule('connectionPool: {http: {http2MaxRequests: 1, maxRequestsPerConnection: 1}}'),
    );
    const first = ask('/1');
    await waitFor(
      () => seen.length === 1,
      () => 'the first request',
    );
    expect((await ask('/2')).status).toBe(503);
    held.shift()?.();
    await first;
    expect(mesh?.proxy.handle.gauges.idleUpstreamConnections).toBe(0);
  });
});

describe('outlier detection', () => {
  const policy = `
outlierDetection: {consecutive5xxErrors: 2, interval: 50ms, baseEjectionTime: 300ms, maxEjectionPercent: 50}
loadBalancer: {simple: ROUND_ROBIN}`;

  it('takes a failing host out and lets it back on the clock', async () => {
    let isBad = true;
    const flaky: Answer = (_, response) => response.writeHead(isBad ? 500 : 200).end('flaky');
    const { ask, seen } = await start({ 'v1-good': v1, 'v1-bad': flaky }, destinationRule(policy));
    const bad = () => seen.filter(({ version }) => version === 'v1-bad').length;
    while (bad() < 2) await ask('/');
    for (let i = 0; i < 10; i++) expect((await ask('/')).status).toBe(200);
    expect(bad()).toBe(2);
    isBad = false;
    // The test's own time limit ends a wait in vain.
    while (bad() === 2) await ask('/');
    expect((await ask('/')).status).toBe(200);
  });

  it('never takes out more than the percentage: of two hosts none at ten percent', async () => {
    const { ask, seen } = await start(
      { 'v1-good': v1, 'v1-bad': failing },
      destinationRule(policy.replace('50}', '10}')),
    );
    for (let i = 0; i < 20; i++) await ask('/');
    expect(seen.filter(({ version }) => version === 'v1-bad')).toHaveLength(10);
  });
});

describe('consistent hash', () => {
  it('sends a header value to one endpoint, and gives a cookie to clients without one', async () => {
    const versions = { 'v1-a': v1, 'v1-b': v1, 'v1-c': v1, 'v1-d': v1 };
    const byHeader = destinationRule('loadBalancer: {consistentHash: {httpHeaderName: X-User}}');
    const { apply, ask, seen } = await start(versions, byHeader);
    for (let i = 0; i < 12; i++) await ask('/', { headers: { 'x-user': 'ann' } });
    expect(new Set(seen.map(({ version }) => version)).size).toBe(1);
    seen.length = 0;
    for (let i = 0; i < 24; i++) await ask('/', { headers: { 'x-user': `user-${i}` } });
    expect(new Set(seen.map(({ version }) => version)).size).toBeGreaterThan(2);
    apply(destinationRule('loadBalancer: {consistentHash: {httpCookie: {name: user, path: /, ttl: 60s}}}'));
    const first = await ask('/');
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(/^user="[0-9a-f]{16}"; Max-Age=60; Path=\/; HttpOnly$/);
    const home = seen.at(-1)?.version;
    for (let i = 0; i < 8; i++) {
      const reply = await ask('/', { headers: { cookie: cookie.split(';')[0] ?? '' } });
      expect(reply.headers['set-cookie']).toBeUndefined();
      expect(seen.at(-1)?.version).toBe(home);
    }
  });
});

describe('weights', () => {
  /** 99.9 % of all binomial draws lie within this of the mean. */
  const bandOf = (count: number, share: number): number => 3.29 * Math.sqrt(count * share * (1 - share)) + 1;

  it.each([[[90, 10]], [[99, 1]], [[60, 30, 10]]])(
    '%j are kept over ten thousand requests',
    async (weights) => {
      const route = weights
        .map((weight, i) => `{destination: {host: reviews, subset: v${i + 1}}, weight: ${weight}}`)
        .join(', ');
      const { ask, seen } = await start(
        { v1, v2: defaultAnswer('v2'), v3: defaultAnswer('v3') },
        rulesOf(`- route: [${route}]`),
      );
      const agent = new Agent({ keepAlive: true, maxSockets: 20 });
      agents.push(agent);
      const total = 10_000;
      for (let sent = 0; sent < total; sent += 500) {
        await Promise.all(Array.from({ length: 500 }, () => ask('/', { agent })));
      }
      weights.forEach((weight, i) => {
        const count = seen.filter(({ version }) => version === `v${i + 1}`).length;
        expect(Math.abs(count - (total * weight) / 100)).toBeLessThanOrEqual(bandOf(total, weight / 100));
      });
    },
    60_000,
  );
});

describe('local rate limit', () => {
  it('answers 429 RL with the headers of the rule when the bucket is empty', async () => {
    const { ask, records, seen } = await start(
      { v1 },
      `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: limit, namespace: default}
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      match: {context: SIDECAR_OUTBOUND}
      patch:
        operation: INSERT_BEFORE
        value:
          name: envoy.filters.http.local_ratelimit
          typed_config:
            value:
              token_bucket: {max_tokens: 2, tokens_per_fill: 2, fill_interval: 3600s}
              filter_enabled: {default_value: {numerator: 100}}
              filter_enforced: {default_value: {numerator: 100}}
              response_headers_to_add: [{header: {key: x-local-rate-limit, value: "true"}}]
`,
    );
    for (let i = 0; i < 2; i++) expect((await ask('/')).status).toBe(200);
    const refused = await ask('/');
    expect(refused).toMatchObject({ status: 429, body: 'local_rate_limited' });
    expect(refused.headers['x-local-rate-limit']).toBe('true');
    expect(records[2]).toMatchObject({ flags: 'RL', details: 'local_rate_limited' });
    expect(seen).toHaveLength(2);
  });
});
