import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAgent } from '../../../../agent/build.mjs';

/** The bundled command line in a folder of its own, and everything it started. */
export interface BuiltAgent {
  folder: string;
  /** Starts `meshscope` with these arguments. */
  start(args: readonly string[], env?: Record<string, string>): RunningAgent;
  dispose(): Promise<void>;
}

/** A running command line. */
export interface RunningAgent {
  process: ChildProcess;
  readonly stdout: string;
  readonly stderr: string;
  readonly exited: Promise<number | null>;
}

export async function buildForTest(): Promise<BuiltAgent> {
  const folder = mkdtempSync(join(tmpdir(), 'meshscope-cli-'));
  await buildAgent(folder);
  const running: RunningAgent[] = [];
  return {
    folder,
    start(args, env = {}) {
      const inherited = { ...process.env };
      for (const name of Object.keys(inherited)) if (name.startsWith('MESHSCOPE_')) delete inherited[name];
      const child = spawn(process.execPath, [join(folder, 'cli.mjs'), ...args], {
        env: { ...inherited, MESHSCOPE_HOME: folder, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const output = { stdout: '', stderr: '' };
      child.stdout?.on('data', (chunk) => {
        output.stdout += chunk;
      });
      child.stderr?.on('data', (chunk) => {
        output.stderr += chunk;
      });
      const one: RunningAgent = {
        process: child,
        get stdout() {
          return output.stdout;
        },
        get stderr() {
          return output.stderr;
        },
        exited: new Promise((resolve) => child.once('close', (code) => resolve(code))),
      };
      running.push(one);
      return one;
    },
    async dispose() {
      for (const one of running) if (one.process.exitCode === null) one.process.kill('SIGTERM');
      await Promise.all(running.map((one) => one.exited));
      rmSync(folder, { recursive: true });
    },
  };
}
