import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { endWithUs } from './end-with-us';

/** How a process ended: its exit code, or 128 and the signal's number as shells say it. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  if (code !== null) return code;
  return 128 + (signal === null ? 0 : (constants.signals[signal] ?? 0));
}

/** What the shell says when a command cannot be run. */
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;

/** A process of the user's: started once, never again. */
export class Child {
  readonly exited: Promise<number>;
  private readonly child: ChildProcess;

  constructor(
    command: readonly string[],
    env: Record<string, string | undefined>,
    log: (message: string) => void,
  ) {
    const [program = '', ...args] = command;
    this.child = spawn(program, args, { stdio: 'inherit', env: env as NodeJS.ProcessEnv });
    const { pid } = this.child;
    const stopWatching = pid === undefined ? undefined : endWithUs(pid);
    this.exited = new Promise((resolve) => {
      this.child.once('error', (error: NodeJS.ErrnoException) => {
        if (this.child.pid !== undefined) return;
        log(`cannot start "${program}": ${error.code === 'ENOENT' ? 'no such command' : error.message}`);
        resolve(error.code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE);
      });
      this.child.once('exit', (code, signal) => {
        stopWatching?.();
        resolve(exitCodeOf(code, signal));
      });
    });
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
