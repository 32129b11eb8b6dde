import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isVersion, OrdersMesh } from '../support/orders-mesh';
import { ScriptedApp } from '../support/scripted-app';
import { waitUntil } from '../support/wait-until';

const VERSIONS = `
apiVersion: networking.istio.io/v1beta1
kind: DestinationRule
metadata: {name: orders}
spec:
  host: orders
  subsets:
  - {name: stable, labels: {version: v1}}
  - {name: canary, labels: {version: v2}}
`;
const rules = (http: string): string => `
apiVersion: networking.istio.io/v1beta1
kind: VirtualService
metadata: {name: orders}
spec:
  hosts: [orders]
  http:
${http}`;
const to = (subset: string): string => `[{destination: {host: orders, subset: ${subset}}}]`;

describe('rules for traffic, from the command line to the sockets', { timeout: 120_000 }, () => {
  let mesh: OrdersMesh;
  beforeAll(async () => {
    mesh = await OrdersMesh.start();
    await mesh.obey(VERSIONS);
  }, 180_000);
  afterAll(() => mesh.close());
  afterEach(() => {
    mesh.v1.failing = 0;
    mesh.v2.failing = 0;
  });

  it('splits 90 to 10', async () => {
    await mesh.obey(
      rules(`
  - route:
    - {destination: {host: orders, subset: stable}, weight: 90}
    - {destination: {host: orders, subset: canary}, weight: 10}`),
    );
    const answers = await mesh.askMany(1_000, '/status/200');
    expect(answers.every(({ code }) => code === 200)).toBe(true);
    // 99.99 % of the time a fair split of 1,000 is within 4 standard deviations: 100 +- 38.
    const canary = answers.filter(isVersion('v2')).length;
    expect(canary).toBeGreaterThan(62);
    expect(canary).toBeLessThan(138);
  });

  it('routes by header and by path, the first rule that fits', async () => {
    await mesh.obey(
      rules(`
  - match: [{headers: {x-group: {exact: insider}}}]
    route: ${to('canary')}
  - match: [{uri: {prefix: /status/204}}]
    route: ${to('canary')}
  - route: ${to('stable')}`),
    );
    const [plain, insider, path] = await Promise.all([
      mesh.askMany(5, '/status/200'),
      mesh.askMany(5, '/status/200', { 'x-group': 'insider' }),
      mesh.askMany(5, '/status/204?x=1'),
    ]);
    expect(plain.every(isVersion('v1'))).toBe(true);
    expect(insider.every(isVersion('v2'))).toBe(true);
    expect(path.every(isVersion('v2'))).toBe(true);
  });

  it('gives up after the timeout, and after the tries that are allowed', async () => {
    await mesh.obey(
      rules(`
  - match: [{uri: {prefix: /hang}}]
    route: ${to('stable')}
    timeout: 0.3s
  - route: ${to('stable')}
    retries: {attempts: 3, perTryTimeout: 2s, retryOn: "5xx,reset,connect-failure"}`),
    );
    expect(await mesh.ask('/hang')).toMatchObject({ code: 504 });
    mesh.v1.seen.clear();
    expect(await mesh.ask('/status/500')).toMatchObject({ code: 500 });
    expect(mesh.v1.seen.get('/status/500')).toBe(4);
    expect(await mesh.ask('/reset')).toMatchObject({ code: 503 });
    // The agent in front of the service tries again too where a kept connection was reset.
    expect(mesh.v1.seen.get('/reset')).toBeGreaterThanOrEqual(4);
  });

  it('delays and aborts what it is told to, and nothing else', async () => {
    await mesh.obey(
      rules(`
  - match: [{headers: {x-fault: {exact: slow}}}]
    fault: {delay: {percentage: {value: 100}, fixedDelay: 0.4s}}
    route: ${to('stable')}
  - match: [{headers: {x-fault: {exact: half}}}]
    fault: {abort: {percentage: {value: 50}, httpStatus: 418}}
    route: ${to('stable')}
  - route: ${to('stable')}`),
    );
    const slow = await mesh.ask('/status/200', { 'x-fault': 'slow' });
    expect(slow.code).toBe(200);
    expect(slow.latencyMs).toBeGreaterThanOrEqual(395);
    const aborted = (await mesh.askMany(200, '/status/200', { 'x-fault': 'half' })).filter(
      ({ code }) => code === 418,
    ).length;
    expect(aborted).toBeGreaterThan(70);
    expect(aborted).toBeLessThan(130);
    const others = await mesh.askMany(20, '/status/200');
    expect(others.every(({ code }) => code === 200)).toBe(true);
  });

  it('mirrors to the other version, whose answers nobody sees', async () => {
    await mesh.obey(
      rules(`
  - route: ${to('stable')}
    mirror: {host: orders, subset: canary}
    mirrorPercentage: {value: 100}`),
    );
    mesh.v2.seen.clear();
    mesh.v2.failing = 1;
    const answers = await mesh.askMany(20, '/status/200?mirrored');
    expect(answers.every(isVersion('v1'))).toBe(true);
    expect(answers.every(({ code }) => code === 200)).toBe(true);
    await waitUntil('the mirrored requests', () =>
      mesh.v2.seen.get('/status/200') === 20 ? true : undefined,
    );
    expect(mesh.v2.lastHeaders.host).toBe('orders.shop:8080');
  });

  it('sends one user always to one host, and users to all', async () => {
    await mesh.forget('vs', 'orders');
    await mesh.obey(
      `${VERSIONS}  trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x-user}}}\n`,
    );
    const users = await Promise.all(
      Array.from({ length: 40 }, async (_, user) => {
        const answers = await mesh.askMany(4, '/status/200', { 'x-user': `user-${user}` });
        return [...new Set(answers.map(({ headers }) => headers['x-version']))];
      }),
    );
    expect(users.every((versions) => versions.length === 1)).toBe(true);
    expect(new Set(users.flat())).toEqual(new Set(['v1', 'v2']));
  });

  it('opens the circuit: refuses what is too much, ejects the host that fails', async () => {
    await mesh.obey(`${VERSIONS}  trafficPolicy:
    connectionPool: {tcp: {maxConnections: 1}, http: {http1MaxPendingRequests: 1}}
`);
    const crowd = await mesh.askMany(20, '/status/200?delay=300');
    const refused = crowd.filter(({ code }) => code === 503);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(refused.every(({ headers }) => headers['x-envoy-overloaded'] === 'true')).toBe(true);

    await mesh.obey(`${VERSIONS}  trafficPolicy:
    loadBalancer: {simple: ROUND_ROBIN}
    outlierDetection: {consecutive5xxErrors: 3, interval: 1s, baseEjectionTime: 300s, maxEjectionPercent: 100}
`);
    mesh.v2.failing = 1;
    await waitUntil('v2 to be ejected', async () =>
      (await mesh.askMany(10, '/status/200')).every(isVersion('v1')) ? true : undefined,
    );
    mesh.v2.failing = 0;
    expect((await mesh.askMany(20, '/status/200')).every(isVersion('v1'))).toBe(true);
    await mesh.obey(VERSIONS);
  });

  it('lets out only to hosts that the registry has', async () => {
    const outside = await ScriptedApp.start();
    const target = 'http://api.partner.example/status/200';
    await mesh.obey(`
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: default}
spec: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}}
`);
    expect(await mesh.client.send(target)).toMatchObject({ code: 502 });
    await mesh.obey(`
apiVersion: networking.istio.io/v1beta1
kind: ServiceEntry
metadata: {name: partner}
spec:
  hosts: [api.partner.example]
  location: MESH_EXTERNAL
  resolution: STATIC
  ports: [{number: 80, name: http, protocol: HTTP, targetPort: ${outside.port}}]
  endpoints: [{address: 127.0.0.1}]
`);
    expect(await mesh.client.send(target)).toMatchObject({ code: 200 });
    expect(outside.seen.get('/status/200')).toBe(1);
    await mesh.forget('se', 'partner');
    expect(await mesh.client.send(target)).toMatchObject({ code: 502 });
    await mesh.forget('sidecar', 'default');
    await outside.close();
  });

  it('refuses a revision that no agent can carry out, keeps the last good one, and takes the next', async () => {
    await mesh.obey(rules(`\n  - route: ${to('stable')}`));
    const { code, printed } = await mesh.apply(
      rules(`\n  - headers: {request: {set: {x-broken: "a\\nb"}}}\n    route: ${to('canary')}`),
    );
    expect(code).toBe(1);
    expect(printed).toContain('NACK, keeps its last good one');
    expect((await mesh.askMany(10, '/status/200')).every(isVersion('v1'))).toBe(true);
    expect((await mesh.run('status')).printed).toContain('refused its configuration');
    expect((await mesh.run('get', 'vs', 'orders', '-n', 'shop', '-o', 'yaml')).printed).toContain('x-broken');
    await mesh.obey(rules(`\n  - route: ${to('canary')}`));
    expect((await mesh.askMany(10, '/status/200')).every(isVersion('v2'))).toBe(true);
    expect((await mesh.run('status')).printed).not.toContain('refused');
    await mesh.forget('vs', 'orders');
  });
});
