import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { getConfig, listConfig } from '@/lib/protocol/api/config-objects';
import { previewConfig } from '@/lib/protocol/api/config-preview';
import { getConfigPush } from '@/lib/protocol/api/config-push';
import { partitionName } from '@/lib/server/store/partitions/partition-name';
import { PARTITION_MS } from '@/lib/server/store/partitions/partitioned-tables';
import { ChainMesh } from './support/chain-mesh';
import { TestDatabase, urlOf } from './support/test-database';
import { waitUntil } from './support/wait-until';

const REQUESTS = 320;
const ISTIO = 'networking.istio.io/v1';
const SECURITY = 'security.istio.io/v1';

const object = (apiVersion: string, kind: string, name: string, spec: object): string =>
  JSON.stringify({ apiVersion, kind, metadata: { name, namespace: 'chain' }, spec });
const virtualService = (name: string, spec: object) =>
  object(ISTIO, 'VirtualService', name, { hosts: [name], ...spec });
const to = (host: string, subset?: string) => ({
  destination: { host, ...(subset === undefined ? {} : { subset }) },
});
const callers = (...names: string[]) => ({
  rules: [{ from: [{ source: { principals: names.map((name) => `cluster.local/ns/chain/sa/${name}`) } }] }],
});

/** What stands while the requests are sent, and for two days as far as the console can tell. */
const STANDING = [
  virtualService('hop-1', {
    http: [
      { name: 'never', match: [{ uri: { prefix: '/never' } }], route: [to('hop-1')] },
      { retries: { attempts: 4, retryOn: 'connect-failure' }, route: [to('hop-1')] },
      { match: [{ uri: { prefix: '/late' } }], route: [to('hop-1')] },
    ],
  }),
  virtualService('hop-2', {
    http: [{ timeout: '1s', retries: { attempts: 2, retryOn: 'connect-failure' }, route: [to('hop-2')] }],
  }),
  // Callers of another namespace go by it, and none of them is there.
  virtualService('hop-3', {
    exportTo: ['elsewhere'],
    http: [
      {
        route: [
          { ...to('hop-3', 'v1'), weight: 50 },
          { ...to('hop-3', 'v2'), weight: 50 },
        ],
      },
    ],
  }),
  object(ISTIO, 'DestinationRule', 'hop-3', {
    host: 'hop-3',
    subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })),
  }),
  object('v1', 'Service', 'ghost', { selector: { app: 'ghost' }, ports: [{ name: 'http', port: 9080 }] }),
  virtualService('ghost', { http: [{ route: [to('ghost')] }] }),
  object(SECURITY, 'AuthorizationPolicy', 'hop-2', {
    selector: { matchLabels: { app: 'hop-2' } },
    ...callers('default', 'nobody'),
  }),
  object(SECURITY, 'RequestAuthentication', 'hop-2', {
    selector: { matchLabels: { app: 'hop-2' } },
    jwtRules: [{ issuer: 'https://id.example.com', jwksUri: 'http://127.0.0.1:1/keys' }],
  }),
].join('\n---\n');

/** What comes after the requests and would have hindered them. */
const NEW = [
  object(SECURITY, 'PeerAuthentication', 'default', { mtls: { mode: 'STRICT' } }),
  object(SECURITY, 'AuthorizationPolicy', 'hop-3', {
    selector: { matchLabels: { app: 'hop-3' } },
    ...callers('nobody'),
  }),
].join('\n---\n');

/** A token whose signature nobody can check. */
const TOKEN = [
  { alg: 'RS256' },
  { iss: 'https://id.example.com', sub: 'me', exp: 4_000_000_000 },
  'signature',
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

/** The store reaches back to the oldest of its partitions, whose width and name are its own. */
function olderPartition(): string {
  const width = PARTITION_MS.points_10m;
  const startMs = Math.floor(Date.now() / width - 1) * width;
  const [from, to] = [startMs, startMs + width].map((ms) => new Date(ms).toISOString());
  const name = partitionName('points_10m', startMs, startMs + width);
  return `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF points_10m FOR VALUES FROM ('${from}') TO ('${to}')`;
}

describe('findings that need traffic', { timeout: 180_000 }, () => {
  let database: TestDatabase;
  let mesh: ChainMesh;
  let sql: (text: string) => Promise<unknown>;

  beforeAll(async () => {
    database = await TestDatabase.start();
    const connection = await database.create();
    sql = (text) => database.sql(connection, text);
    mesh = await ChainMesh.start(3, { consoleArgs: ['--database-url', urlOf(connection)] });
  }, 180_000);
  afterAll(async () => {
    await mesh?.close();
    await database?.stop();
  });

  async function apply(yaml: string): Promise<void> {
    await mesh.console.post(applyConfig, { yaml, reason: 'a test' });
    await synced();
  }

  const synced = () =>
    waitUntil('every agent to be in step', async () => {
      const { counts } = await mesh.console.get(getConfigPush);
      return counts.synced === mesh.agents.length ? true : undefined;
    });

  async function findings(): Promise<Set<string>> {
    const { items } = await mesh.console.get(listConfig);
    const details = await Promise.all(
      items.map(({ kind, namespace, name }) => mesh.console.get(getConfig, {}, { kind, namespace, name })),
    );
    return new Set(
      details.flatMap(({ name, problems }) => problems.map(({ rule, path }) => `${rule} ${name} ${path}`)),
    );
  }

  it('each fire from what real agents saw', async () => {
    await apply(STANDING);
    for (let sent = 0; sent < REQUESTS; sent += 64) {
      const batch = Array.from({ length: 64 }, (_, at) =>
        mesh.send(at % 16 === 0 ? '/status/200?delay=2000' : '/status/200'),
      );
      await Promise.all(batch);
    }
    await Promise.all(Array.from({ length: 8 }, () => mesh.client.send('http://ghost.chain:9080/')));
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect((await mesh.client.send('http://hop-2.chain:9080/status/200', { headers })).code).toBe(401);
    await fetch(`http://${await inboundOf('hop-1')}/status/200`, { headers: { host: 'hop-1.chain:9080' } });
    const foreseen = await waitUntil('the log to have them', async () => {
      const preview = await mesh.console.post(previewConfig, { yaml: NEW, window: 3_600 });
      const isPlain = preview.broken.some(({ by }) => by?.kind === 'PeerAuthentication');
      return preview.requests >= REQUESTS * 2 && isPlain ? preview : undefined;
    });
    const breaking = foreseen.broken.map(
      ({ by, target }) => `${by?.kind} ${target?.workload.replace(/-v1$/, '')}`,
    );
    expect(breaking).toEqual(
      expect.arrayContaining(['PeerAuthentication hop-1', 'AuthorizationPolicy hop-3']),
    );
    await mesh.console.process.stop('SIGTERM');
    await sql("UPDATE config_object SET updated_at = now() - interval '2 days'");
    await sql(olderPartition());
    await mesh.console.restart();
    await synced();
    await apply(NEW);
    const wanted = [
      'traffic/retry-amplification hop-2 spec.http[0].retries.attempts',
      'traffic/timeout-below-latency hop-2 spec.http[0].timeout',
      'traffic/split-mismatch hop-3 spec.http[0].route',
      'traffic/host-unresolved ghost spec.http[0].route[0].destination.host',
      'traffic/plain-text-callers default spec.mtls.mode',
      'traffic/callers-denied hop-3 spec',
      'traffic/keys-unfetched hop-2 spec.jwtRules[0].jwksUri',
      'traffic/route-never-taken hop-1 spec.http[0]',
      'traffic/access-unused hop-2 spec.rules[0].from[0].source.principals[1]',
      'destination-rule/subset-without-workloads hop-3 spec.subsets[1]',
      'virtual-service/unreachable-rule hop-1 spec.http[2].match[0]',
    ];
    let found = new Set<string>();
    await waitUntil(
      'every finding',
      async () => {
        found = await findings();
        return wanted.every((one) => found.has(one)) ? true : undefined;
      },
      60_000,
    ).catch(() => undefined);
    expect([...found]).toEqual(expect.arrayContaining(wanted));
    // Both of them did use it.
    expect([...found]).not.toContain('traffic/route-never-taken hop-1 spec.http[1]');
    expect([...found]).not.toContain(
      'traffic/access-unused hop-2 spec.rules[0].from[0].source.principals[0]',
    );
    expect([...found]).not.toContain(
      'security/principal-unknown hop-2 spec.rules[0].from[0].source.principals[0]',
    );
  });

  /** Where a caller without an agent reaches a service's agent. */
  async function inboundOf(name: string): Promise<string> {
    const clusters = await (await fetch(`${mesh.agents[0]?.adminUrl}/clusters`)).text();
    const line = clusters
      .split('\n')
      .find((one) => one.includes(`||${name}.chain.svc.cluster.local::127.0.0.1:`));
    return line?.split('::')[1] ?? '';
  }
});
