import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findFreePort } from '@/agent/run/free-port';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { type BuiltAgent, buildForTest, type RunningAgent } from '../support/built-agent';
import { FakeConsole } from '../support/fake-console';
import { REVIEWS } from '../support/make-exchange';
import { waitUntil } from '../support/wait-until';

const APP = fileURLToPath(new URL('../support/apps/app.mjs', import.meta.url));

describe('meshscope run', { timeout: 30_000 }, () => {
  let built: BuiltAgent;
  let fake: FakeConsole;

  beforeAll(async () => {
    built = await buildForTest();
  });
  afterAll(() => built.dispose());
  beforeEach(async () => {
    fake = await FakeConsole.start();
  });
  afterEach(async () => {
    await fake.stop();
    expect(fake.faults).toEqual([]);
  });

  function run(options: readonly string[], command: readonly string[]): RunningAgent {
    const common = ['--console', fake.url, '--token', 'secret', '--admin-port', '0', '--hold', '1ms'];
    return built.start(['run', ...common, ...options, '--', ...command]);
  }

  const served = () => fake.hellos.at(-1)?.services[0];
  const isReady = () => fake.statuses.at(-1)?.appReady === true && served() !== undefined;
  const requests = () =>
    fake
      .batches()
      .flatMap((batch) =>
        batch.points.map((row) => ({ count: row[2], labels: fake.series.get(row[0]) ?? [] })),
      );

  it('takes the port itself when the process honours PORT, and reports what it carries', async () => {
    const port = await findFreePort();
    const agent = run(['--name', 'orders', '--version', 'v1', '--port', String(port)], ['node', APP]);
    await waitUntil('ready', isReady);
    expect(served()).toMatchObject({ name: 'orders', namespace: 'default', port, targetPort: port });
    expect(fake.hellos.at(-1)?.identity).toMatchObject({ workload: 'orders-v1', version: 'v1' });
    expect(agent.stderr).toContain(`orders is served at 127.0.0.1:${port}`);
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    expect(await answer.text()).toMatch(/^hello from \d+ $/);
    expect(answer.headers.get('x-envoy-upstream-service-time')).not.toBeNull();
    await waitUntil('telemetry', () => requests().length === 1);
    expect(requests()[0]?.labels.slice(0, 2)).toEqual(['destination', 'unknown']);
    agent.process.kill('SIGTERM');
    expect(await agent.exited).toBe(7);
    expect(agent.stdout).toContain('got SIGTERM');
    expect(fake.statuses.at(-1)?.state).toBe('draining');
  });

  it('takes the process with it when it is killed: nothing is left that holds the port', async () => {
    const port = await findFreePort();
    const agent = run(['--name', 'orders', '--port', String(port)], ['node', APP]);
    await waitUntil('ready', isReady);
    agent.process.kill('SIGKILL');
    // The output closes when the last process that writes to it is gone.
    await agent.exited;
    expect(agent.stdout).toContain('got SIGTERM');
  });

  it('takes another port when the process ignores PORT, and says so', async () => {
    const port = await findFreePort();
    const agent = run(['--name', 'orders', '--port', String(port)], ['node', APP, String(port)]);
    await waitUntil('ready', isReady);
    const targetPort = served()?.targetPort ?? 0;
    expect(targetPort).not.toBe(port);
    expect(agent.stderr).toContain(
      `orders took port ${port} itself, so the sidecar listens at 127.0.0.1:${targetPort}`,
    );
    expect(fake.statuses.at(-1)).toMatchObject({ ownPort: port });
    await fetch(`http://127.0.0.1:${port}/direct`);
    await fetch(`http://127.0.0.1:${targetPort}/through`);
    await waitUntil('telemetry', () => requests().length > 0);
    expect(requests().map(({ count }) => count)).toEqual([1]);
    agent.process.kill('SIGTERM');
    await agent.exited;
  });

  it('stands in front of a Python server', async () => {
    const port = await findFreePort();
    const agent = run(
      ['--name', 'files', '--port', String(port)],
      ['python3', '-m', 'http.server', '--bind', '127.0.0.1', '--directory', built.folder, String(port)],
    );
    await waitUntil('ready', isReady);
    const answer = await fetch(`http://127.0.0.1:${served()?.targetPort}/`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('cli.mjs');
    agent.process.kill('SIGTERM');
    expect(await agent.exited).not.toBeNull();
  });

  it.each(['fetch', 'http'])(
    'sends plain %s calls of a Node process through the sidecar by name',
    async (way) => {
      const [ordersPort, reviewsPort] = [await findFreePort(), await findFreePort()];
      run(['--name', 'reviews', '--port', String(reviewsPort)], ['node', APP]);
      await waitUntil('reviews ready', isReady);
      run(['--name', 'orders', '--port', String(ordersPort)], ['node', APP]);
      await waitUntil('orders ready', () => served()?.name === 'orders' && isReady());
      fake.send(configFor(reviewsPort));
      await waitUntil('config taken', () => fake.results.length === 2);
      const call = async (target: string) =>
        (await fetch(`http://127.0.0.1:${ordersPort}/${way}?target=${encodeURIComponent(target)}`)).text();
      expect(await call('http://reviews:9080/')).toMatch(/^200 hello from \d+ $/);
      expect(await call(`http://127.0.0.1:${reviewsPort}/`)).toMatch(/^200 hello/);
      const outbound = () =>
        fake
          .batches()
          .flatMap((batch) => batch.logs?.dictionary ?? [])
          .filter((text) => text === 'outbound|9080||reviews.default.svc.cluster.local');
      await waitUntil('one call seen going out', () => outbound().length > 0);
      expect(fake.batches().some((batch) => (batch.spans?.rows ?? 0) > 0)).toBe(true);
    },
  );

  it('runs a pure client, gives it http_proxy and exits with its code', async () => {
    const script =
      'console.log(process.env.http_proxy, process.env.NO_PROXY, process.env.PORT); process.exit(3)';
    const agent = run(['--name', 'batch', '--quiet'], ['node', '-e', script]);
    expect(await agent.exited).toBe(3);
    expect(agent.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+ localhost,127\.0\.0\.1,::1,169\.254\.169\.254/);
    expect(agent.stdout).toContain('undefined');
    expect(agent.stderr).toBe('');
  });

  it('exits as the shell does when the command is missing or killed', async () => {
    const missing = run(['--name', 'x'], ['no-such-command-here']);
    expect(await missing.exited).toBe(127);
    expect(missing.stderr).toContain('cannot start "no-such-command-here": no such command');
    const killed = run(['--name', 'x'], ['node', '-e', 'process.kill(process.pid, "SIGKILL")']);
    expect(await killed.exited).toBe(137);
  });

  it('refuses a port that somebody else has', async () => {
    const port = new URL(fake.url).port;
    const agent = run(['--name', 'x', '--port', port], ['node', APP]);
    expect(await agent.exited).toBe(64);
    expect(agent.stderr).toContain(`--port ${port}: another process listens there already`);
  });

  it('serves without a console, and says once what is missing', async () => {
    const port = await findFreePort();
    const agent = built.start([
      ...['run', '--name', 'orders', '--console', 'http://127.0.0.1:9', '--hold', '1ms', '--admin-port', '0'],
      ...['--flush-timeout', '1ms', '--port', String(port), '--', 'node', APP],
    ]);
    await waitUntil('served', () => agent.stderr.includes('is served at'));
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    agent.process.kill('SIGTERM');
    expect(await agent.exited).toBe(7);
    expect(agent.stderr.match(/no console has left its token in .*127\.0\.0\.1-9\.token/g)).toHaveLength(1);
    expect(agent.stderr).toContain('were not acknowledged and are lost');
  });
});

function configFor(reviewsPort: number) {
  return {
    type: 'config',
    revision: 1,
    services: [
      {
        host: 'reviews.default.svc.cluster.local',
        name: 'reviews',
        namespace: 'default',
        port: 9080,
        protocol: 'http',
        location: 'MESH_INTERNAL',
        endpoints: [{ address: '127.0.0.1', port: reviewsPort, workload: REVIEWS }],
      },
    ],
    resources: [],
    settings: DEFAULT_MESH_SETTINGS,
    telemetry: { randomSamplingPercentage: 100, accessLogging: true },
  };
}
