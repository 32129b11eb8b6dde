import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsoleApi } from './console-api';
import { freePort } from './free-port';
import { removeData } from './remove-data';
import { SpawnedProcess } from './spawned-process';
import { waitUntil } from './wait-until';

const BUNDLE = new URL('../../../dist/console.mjs', import.meta.url).pathname;

/** A real console process with its own embedded PostgreSQL in a folder of its own. */
export class ConsoleProcess extends ConsoleApi {
  readonly home: string;
  readonly port: number;
  private readonly extraArgs: readonly string[];
  process: SpawnedProcess;

  private constructor(home: string, port: number, extraArgs: readonly string[]) {
    super();
    this.home = home;
    this.port = port;
    this.extraArgs = extraArgs;
    this.process = this.spawn();
  }

  /** Starts a console on a free port and waits until it is ready. */
  static async start(extraArgs: readonly string[] = []): Promise<ConsoleProcess> {
    const home = await mkdtemp(join(tmpdir(), 'meshscope-console-'));
    // As root the database runs as another user, who must get through; else it is kept in /var/lib.
    await chmod(home, 0o711);
    const started = new ConsoleProcess(home, await freePort(), extraArgs);
    await started.ready();
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What an agent needs to find this console and its token. */
  get agentEnv(): Record<string, string> {
    return { MESHSCOPE_HOME: this.home, MESHSCOPE_CONSOLE: this.url };
  }

  /** The same folder and port again, after `kill`. */
  async restart(): Promise<void> {
    this.process = this.spawn();
    await this.ready();
  }

  /** Ends the console's process at once, without any clean-up of its own. */
  async kill(): Promise<void> {
    await this.process.stop('SIGKILL');
  }

  /** Stops the console and removes its folder. */
  async close(): Promise<void> {
    await this.process.stop('SIGTERM');
    await removeData(this.home, join(this.home, 'data'));
  }

  private spawn(): SpawnedProcess {
    return new SpawnedProcess(
      [BUNDLE, '--port', String(this.port), '--data-dir', join(this.home, 'data'), ...this.extraArgs],
      { MESHSCOPE_HOME: this.home },
    );
  }

  private async ready(): Promise<void> {
    await waitUntil(
      'the console to be ready',
      async () => {
        if (this.process.hasEnded) throw new Error(this.process.printed);
        return (await fetch(`${this.url}/readyz`)).ok ? true : undefined;
      },
      60_000,
    ).catch((error: unknown) => {
      throw new Error(`The console did not start:\n${this.process.printed}`, { cause: error });
    });
  }
}
