import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsoleApi } from './console-api';
import { removeData } from './remove-data';

const START_WITHIN_MS = 120_000;

/** The demo on free ports with a home of its own. */
export class DemoProcess extends ConsoleApi {
  readonly url: string;
  readonly pid: number;
  private readonly process: ChildProcess;
  private readonly home: string;

  private constructor(process: ChildProcess, url: string, home: string) {
    super();
    this.process = process;
    this.pid = process.pid ?? 0;
    this.url = url;
    this.home = home;
  }

  /** Starts `dist/demo.mjs` and waits until its console is open; throws with what it printed when it is not. */
  static async start(extraArgs: readonly string[] = []): Promise<DemoProcess> {
    const home = await mkdtemp(join(tmpdir(), 'meshscope-demo-'));
    // As root the database runs as another user, who must get through; else it is kept in /var/lib.
    await chmod(home, 0o711);
    const demo = spawn(
      process.execPath,
      ['dist/demo.mjs', '--port', '0', '--gateway-port', '0', '--home', home, ...extraArgs],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    return new DemoProcess(demo, await readUrl(demo), home);
  }

  /** Ends it, and removes what it kept. */
  async stop(): Promise<void> {
    this.process.kill('SIGTERM');
    await new Promise((resolve) => this.process.once('exit', resolve));
    await removeData(this.home, join(this.home, 'demo', 'data'));
  }
}

function readUrl(demo: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => reject(new Error(`The demo did not start:\n${printed}`)), START_WITHIN_MS);
    demo.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /Meshscope is open at (\S+)/.exec(printed)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    demo.once('exit', (code) => reject(new Error(`The demo ended with code ${code}:\n${printed}`)));
  });
}
