import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { getConfigPush } from '@/lib/protocol/api/config-push';
import type { ChainMesh } from './chain-mesh';
import { waitUntil } from './wait-until';

export interface ChurnOptions {
  revisions: number;
  /** Between one change and the next; a change waits for the one before it. */
  everyMs: number;
  /** Requests a second. */
  rate: number;
}

export interface ChurnResult {
  requests: number;
  /** Requests that were not answered with 200, by what they got; 0 is no answer. */
  failures: Record<number, number>;
  /** From each change's request to the last agent's ACK. */
  takenMs: number[];
  refusals: number;
}

/** Another rule for the first hop each time; none of them fails a request. */
function revision(namespace: string, n: number): string {
  const balancers = [
    'simple: ROUND_ROBIN',
    'simple: LEAST_REQUEST',
    'consistentHash: { httpHeaderName: x-user }',
  ];
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: hop-1, namespace: ${namespace} }
spec:
  hosts: [hop-1]
  http:
    - match: [{ headers: { x-user: { exact: "${n}" } } }, { uri: { regex: "/rare/${n}/.*" } }]
      route: [{ destination: { host: hop-1 } }]
    - timeout: ${10 + (n % 5)}s
      retries: { attempts: ${1 + (n % 3)}, retryOn: "connect-failure,refused-stream" }
      headers: { request: { set: { x-revision: "${n}" } } }
      route:
        - { destination: { host: hop-1, subset: v1 }, weight: ${1 + (n % 99)} }
        - { destination: { host: hop-1 }, weight: ${99 - (n % 99)} }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: hop-1, namespace: ${namespace} }
spec:
  host: hop-1
  trafficPolicy: { loadBalancer: { ${balancers[n % balancers.length]} } }
  subsets: [{ name: v1, labels: { version: v1 } }]
`;
}

/** Changes the rules of a running mesh again and again while requests go through it at a constant rate. */
export async function churnConfiguration(
  mesh: ChainMesh,
  namespace: string,
  { revisions, everyMs, rate }: ChurnOptions,
): Promise<ChurnResult> {
  const result: ChurnResult = { requests: 0, failures: {}, takenMs: [], refusals: 0 };
  const ended = new AbortController();
  const traffic = sendAtRate(mesh, rate, ended.signal, result);
  const startedMs = performance.now();
  for (let n = 0; n < revisions; n++) {
    await pause(Math.max(0, startedMs + n * everyMs - performance.now()));
    const askedMs = performance.now();
    const { pushRevision } = await mesh.console.post(applyConfig, { yaml: revision(namespace, n) });
    await waitUntil(`every agent to take revision ${pushRevision}`, async () => {
      const { agents } = await mesh.console.get(getConfigPush);
      result.refusals += agents.filter(({ state }) => state === 'refused').length;
      return agents.every((agent) => agent.ackedRevision >= pushRevision) ? true : undefined;
    });
    result.takenMs.push(performance.now() - askedMs);
  }
  ended.abort();
  await traffic;
  return result;
}

async function sendAtRate(
  mesh: ChainMesh,
  rate: number,
  signal: AbortSignal,
  result: ChurnResult,
): Promise<void> {
  const startedMs = performance.now();
  const asked: Promise<void>[] = [];
  while (!signal.aborted) {
    const due = Math.floor(((performance.now() - startedMs) * rate) / 1_000);
    for (; result.requests < due; result.requests++) {
      const sent = mesh.send('/status/200').then(({ code }) => {
        if (code !== 200) result.failures[code] = (result.failures[code] ?? 0) + 1;
      });
      asked.push(sent);
    }
    await pause(1);
  }
  await Promise.all(asked);
}
