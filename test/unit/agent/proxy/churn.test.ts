import { Agent } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultAnswer, type RoutedMesh, rulesOf, startRouted } from '@/test/support/agent/start-routed';

let mesh: RoutedMesh | undefined;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
afterEach(() => {
  mesh?.close();
  agent.destroy();
});

/** Another split, another policy, another set of rules. */
function revision(n: number): string {
  const share = n % 101;
  const balancers = [
    'loadBalancer: {simple: ROUND_ROBIN}',
    'loadBalancer: {consistentHash: {httpHeaderName: x-user}}',
    'loadBalancer: {simple: LEAST_REQUEST, warmup: {duration: 1s}}',
    'outlierDetection: {consecutive5xxErrors: 3, interval: 1s}',
  ];
  return rulesOf(
    `
- match: [{headers: {x-user: {exact: "${n}"}}}]
  rewrite: {uri: /rewritten}
  route: [{destination: {host: reviews, subset: v2}}]
- timeout: 10s
  route:
    - {destination: {host: reviews, subset: v1}, weight: ${share}}
    - {destination: {host: reviews, subset: v2}, weight: ${101 - share}}`,
    balancers[n % balancers.length],
  );
}

describe('a hundred revisions under load', () => {
  it('fail no request, and connections outlive them', async () => {
    const v1 = defaultAnswer('v1');
    mesh = await startRouted({ 'v1-a': v1, 'v1-b': v1, v2: defaultAnswer('v2') }, revision(0));
    const { apply, ask, proxy, records } = mesh;
    let isDone = false;
    const statuses = new Map<number, number>();
    const client = async (): Promise<void> => {
      while (!isDone) {
        const { status } = await ask('/', { agent, method: 'POST', body: 'x'.repeat(1000) });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    const clients = Array.from({ length: 8 }, client);
    for (let n = 1; n <= 100; n++) {
      apply(revision(n));
      const before = records.length;
      while (records.length < before + 8) await new Promise((resolve) => setImmediate(resolve));
    }
    isDone = true;
    await Promise.all(clients);
    expect([...statuses.keys()]).toEqual([200]);
    expect(statuses.get(200)).toBeGreaterThanOrEqual(800);
    expect(records.every(({ flags }) => flags === '-')).toBe(true);
    // Two clusters of three endpoints, at most one connection a client each.
    expect(proxy.handle.gauges.upstreamConnections).toBeLessThanOrEqual(8 * 3);
  });
});
