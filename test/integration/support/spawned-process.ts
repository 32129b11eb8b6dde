import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process of the product under test, with everything it printed. */
export class SpawnedProcess {
  readonly child: ChildProcess;
  printed = '';

  /** Runs a script of Node's unless another program is named. */
  constructor(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    program = process.execPath,
  ) {
    this.child = spawn(program, args, {
      env: { ...withoutOwnVariables(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.printed += chunk.toString();
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.printed += chunk.toString();
    });
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Waits until the output matches; throws with all of it when the process ends or the time runs out. */
  async waitForOutput(pattern: RegExp, withinMs = 60_000): Promise<RegExpExecArray> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const match = pattern.exec(this.printed);
      if (match !== null) return match;
      if (this.hasEnded || Date.now() > deadline) {
        throw new Error(
          `Did not print ${pattern} (${this.hasEnded ? 'ended' : 'time ran out'}):\n${this.printed}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Sends a signal and waits for the end; gives the exit code, null after a deadly signal. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (!this.hasEnded) {
      this.child.kill(signal);
      await once(this.child, 'exit');
    }
    return this.child.exitCode;
  }
}

function withoutOwnVariables(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of Object.keys(env))
    if (name.startsWith('MESHSCOPE_') || name === 'DATABASE_URL') delete env[name];
  return env;
}
