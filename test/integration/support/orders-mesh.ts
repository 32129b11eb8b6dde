import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getConfigPush } from '@/lib/protocol/api/config-push';
import { AgentProcess, COMMAND } from './agent-process';
import { ConsoleProcess } from './console-process';
import { MeshClient, type Seen } from './mesh-client';
import { ScriptedApp } from './scripted-app';
import { SpawnedProcess } from './spawned-process';
import { waitUntil } from './wait-until';

const SERVICE = 'http://orders.shop:8080';

/** What a command printed and how it ended. */
export interface CommandResult {
  code: number | null;
  printed: string;
}

/** A console, a customer named web, and two versions of the service orders, each behind an agent of its own. */
export class OrdersMesh {
  readonly console: ConsoleProcess;
  readonly v1: ScriptedApp;
  readonly v2: ScriptedApp;
  readonly web: AgentProcess;
  readonly client: MeshClient;
  private readonly folder: string;
  private readonly agents: AgentProcess[];

  private constructor(
    console: ConsoleProcess,
    [v1, v2]: [ScriptedApp, ScriptedApp],
    agents: AgentProcess[],
    web: AgentProcess,
    folder: string,
  ) {
    this.console = console;
    this.v1 = v1;
    this.v2 = v2;
    this.web = web;
    this.agents = agents;
    this.folder = folder;
    this.client = new MeshClient(web.outbound);
  }

  /** Starts everything and waits until the customer reaches both versions. */
  static async start(): Promise<OrdersMesh> {
    const folder = await mkdtemp(join(tmpdir(), 'meshscope-orders-'));
    const console = await ConsoleProcess.start();
    const apps: [ScriptedApp, ScriptedApp] = [await ScriptedApp.start(), await ScriptedApp.start()];
    const started = await Promise.all([
      AgentProcess.start(console, {
        name: 'web',
        namespace: 'shop',
        extraArgs: ['--service-account', 'web', '--access-log', join(folder, 'access.log')],
      }),
      ...apps.map((app, at) => {
        app.answerHeaders = { 'x-version': `v${at + 1}` };
        return AgentProcess.start(console, {
          name: 'orders',
          namespace: 'shop',
          version: `v${at + 1}`,
          appPort: app.port,
          servicePort: 8080,
          extraArgs: ['--service-account', 'orders'],
        });
      }),
    ]);
    const mesh = new OrdersMesh(console, apps, started, started[0], folder);
    await waitUntil('both versions to be reached', async () => {
      const answers = await mesh.askMany(8, '/status/200');
      return answers.some(isVersion('v1')) && answers.some(isVersion('v2')) ? true : undefined;
    });
    return mesh;
  }

  async close(): Promise<void> {
    this.client.close();
    await Promise.all(this.agents.map(({ process }) => process.stop('SIGTERM')));
    await this.console.close();
    await Promise.all([this.v1.close(), this.v2.close()]);
    await rm(this.folder, { recursive: true });
  }

  /** One request of the customer to orders. */
  ask(path: string, headers: Record<string, string> = {}): Promise<Seen> {
    return this.client.send(`${SERVICE}${path}`, { headers });
  }

  askMany(count: number, path: string, headers: Record<string, string> = {}): Promise<Seen[]> {
    return Promise.all(Array.from({ length: count }, () => this.ask(path, headers)));
  }

  /** Runs a verb of the command line. */
  async run(...args: string[]): Promise<CommandResult> {
    const process = new SpawnedProcess(args, this.console.agentEnv, COMMAND);
    await waitUntil(`meshscope ${args[0]}`, () => (process.hasEnded ? true : undefined), 60_000);
    return { code: process.child.exitCode, printed: process.printed };
  }

  /** `meshscope apply -f` of a text; every object is in the namespace shop unless it says another. */
  async apply(yaml: string): Promise<CommandResult> {
    const file = join(this.folder, 'apply.yaml');
    await writeFile(file, yaml);
    return this.run('apply', '-f', file, '-n', 'shop', '--timeout', '30s');
  }

  /** `meshscope analyze` of a text that has all there is. */
  async analyze(yaml: string): Promise<CommandResult> {
    const file = join(this.folder, 'analyze.yaml');
    await writeFile(file, yaml);
    return this.run('analyze', file);
  }

  /** Applies, and fails unless every agent took it. */
  async obey(yaml: string): Promise<void> {
    const { code, printed } = await this.apply(yaml);
    if (code !== 0) throw new Error(`apply ended with ${code}:\n${printed}`);
  }

  /** Deletes objects and waits for the agents. */
  async forget(kind: string, ...names: string[]): Promise<void> {
    const { code, printed } = await this.run('delete', kind, ...names, '-n', 'shop', '--timeout', '30s');
    if (code !== 0) throw new Error(`delete ended with ${code}:\n${printed}`);
  }

  async pushCounts() {
    return (await this.console.get(getConfigPush)).counts;
  }

  /** The lines that the customer's agent wrote. */
  async accessLog(): Promise<string> {
    return readFile(join(this.folder, 'access.log'), 'utf8').catch(() => '');
  }
}

/** Whether an answer came from a version of orders. */
export function isVersion(version: string): (seen: Seen) => boolean {
  return ({ headers }) => headers['x-version'] === version;
}
