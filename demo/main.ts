import { readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { homeOption } from '../lib/protocol/home-option';
import { BANK_HOST, DEMO_WORKLOADS, type DemoWorkload, GATEWAY_ROUTES } from './mesh';
import { applyConfig } from './run/apply-config';
import { Children, type ChildSpec } from './run/children';
import { type DemoOptions, readDemoOptions } from './run/demo-options';
import { freePort } from './run/free-port';
import { addressOf, type DemoAgents, isMeshTold, readAgents } from './run/mesh-agents';
import { requireFree } from './run/require-free';
import { fetchText, waitFor } from './run/wait-for';

/** The demo: console, mesh and customers as separate processes, until somebody presses ctrl+c. */
const here = import.meta.dirname ?? join(process.cwd(), 'dist');
/** Where agents look for a console. */
const DEFAULT_CONSOLE = 'http://127.0.0.1:4170';
const AGENT = join(here, '../agent/bin/meshscope.mjs');

async function main(options: DemoOptions): Promise<void> {
  const home = options.home ?? process.env.MESHSCOPE_HOME ?? join(homedir(), '.meshscope');
  const children = new Children(join(home, 'demo', 'logs'));
  stopOnSignal(children);
  try {
    if (options.fresh) await rm(join(home, 'demo', 'data'), { recursive: true, force: true });
    const begun = (work: () => Promise<string>) => Promise.race([work(), children.failed]);
    const consoleUrl = await step('console', () => begun(() => startConsole(children, options, home)));
    const env = { MESHSCOPE_HOME: home, MESHSCOPE_CONSOLE: consoleUrl, DEMO_SEED: String(options.seed) };
    const gatewayUrl = await step(
      `${DEMO_WORKLOADS.length} services with their sidecars, and the ingress gateway`,
      () => begun(() => startMesh(children, options, consoleUrl, env)),
    );
    await step('the configuration', () =>
      waitFor('the console to take the configuration', 30_000, () =>
        applyConfig(consoleUrl, join(here, '../demo/config')),
      ),
    );
    children.start({
      name: 'load',
      args: [join(here, 'demo-load.mjs'), gatewayUrl, String(options.load)],
      env,
    });
    children.settle();
    announce(consoleUrl, gatewayUrl, home);
  } catch (error) {
    console.error(`\nThe demo stopped: ${(error as Error).message}\nLogs: ${join(home, 'demo', 'logs')}`);
    await children.stop();
    process.exit(1);
  }
}

async function startConsole(children: Children, options: DemoOptions, home: string): Promise<string> {
  const port = options.port === 0 ? await freePort(0) : await requireFree(options.port);
  const bankPort = await freePort(0);
  children.start({
    name: 'console',
    isEssential: true,
    args: [
      join(here, 'console.mjs'),
      ...['--port', String(port), '--data-dir', join(home, 'demo', 'data')],
      ...['--external', `${BANK_HOST}:80=127.0.0.1:${bankPort}`, '--sampling', '100'],
    ],
    env: { MESHSCOPE_HOME: home },
  });
  children.start({
    name: 'bank',
    args: [join(here, 'demo-service.mjs'), 'bank'],
    env: { PORT: String(bankPort) },
  });
  const url = `http://127.0.0.1:${port}`;
  await waitFor(`the console at ${url}`, 60_000, () => fetchText(`${url}/readyz`));
  return url;
}

async function startMesh(
  children: Children,
  options: DemoOptions,
  consoleUrl: string,
  env: Record<string, string>,
): Promise<string> {
  for (const workload of DEMO_WORKLOADS) children.start({ ...sidecarSpec(workload), env });
  const gatewayPort = await freePort(options.gatewayPort);
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  children.start({ ...gatewaySpec(gatewayPort), env });
  let before: DemoAgents | undefined;
  await waitFor('every sidecar to be ready and to know the others', 60_000, async () => {
    const now = await readAgents(consoleUrl);
    const isTold = now !== undefined && isMeshTold(before, now, DEMO_WORKLOADS.length + 1);
    before = now;
    return isTold ? true : undefined;
  });
  await waitFor(`the gateway at ${gatewayUrl}`, 30_000, () => fetchText(`${gatewayUrl}/productpage?book=1`));
  const inventory = await waitFor('the address of inventory', 10_000, () =>
    addressOf(consoleUrl, 'inventory-v1'),
  );
  children.start({ name: 'outsider', args: [join(here, 'demo-outsider.mjs'), `http://${inventory}`] });
  return gatewayUrl;
}

function sidecarSpec({ service, namespace, version, port }: DemoWorkload): ChildSpec {
  const name = `${service}-${version}`;
  return {
    name,
    program: AGENT,
    args: [
      ...['run', '--name', service, '--namespace', namespace, '--version', version],
      ...['--admin-port', '0'],
      ...(port === undefined ? [] : ['--port', String(port), '--inbound', '127.0.0.1:0']),
      ...['--', process.execPath, join(here, 'demo-service.mjs'), service, version],
    ],
  };
}

function gatewaySpec(port: number): ChildSpec {
  return {
    name: 'ingressgateway',
    program: AGENT,
    args: [
      ...['gateway', '--name', 'ingressgateway', '--namespace', 'ingress', '--admin-port', '0'],
      ...['--listen', `127.0.0.1:${port}`],
      ...GATEWAY_ROUTES.flatMap(({ prefix, service }) => ['--route', `${prefix}=${service}`]),
    ],
  };
}

async function step<T>(name: string, run: () => Promise<T>): Promise<T> {
  const started = performance.now();
  process.stdout.write(`Starting ${name} ...\n`);
  const result = await run();
  process.stdout.write(`Started ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}

function announce(consoleUrl: string, gatewayUrl: string, home: string): void {
  const where = `${consoleUrl === DEFAULT_CONSOLE ? '' : ` --console ${consoleUrl}`}${homeOption(home)}`;
  process.stdout.write(`
Meshscope is open at ${consoleUrl}
The mesh's front door is ${gatewayUrl}/productpage

What to look for, until you change it: reviews v3 is slower than its siblings; payments v2 is a canary that gets one request in ten; the bank
fails 2 % of the transfers and orders feel it; every four minutes ratings answers 503 for twenty seconds; reports is idle;
a stocktake job without a sidecar calls inventory; one rule of the configuration leads nowhere. Give a process
of your own a sidecar, from this folder, and call it:
  npx meshscope run${where} --name hello --version v1 --port 8088 -- sh -c 'exec python3 -m http.server $PORT'
  curl http://127.0.0.1:8088/

Logs: ${join(home, 'demo', 'logs')}    Stop: ctrl+c
`);
}

/** Signals so soon after the first are the same wish: ctrl+c comes from the terminal and, again, from npm. */
const SAME_WISH_MS = 2_000;

function stopOnSignal(children: Children): void {
  let stoppingSince: number | undefined;
  const stop = async (): Promise<void> => {
    const now = performance.now();
    if (stoppingSince !== undefined) {
      if (now - stoppingSince >= SAME_WISH_MS) process.exit(1);
      return;
    }
    stoppingSince = now;
    process.stdout.write('\nStopping the demo ...\n');
    await children.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

await main(readDemoOptions(process.argv.slice(2), await readFile(join(here, '../demo/usage.txt'), 'utf8')));
