import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LastLines } from './last-lines';

const RESTART_AFTER_MS = 1_000;
const STOP_WITHIN_MS = 8_000;

/** How one process of the demo is started. */
export interface ChildSpec {
  name: string;
  /** Node's own unless another one is named. */
  program?: string;
  args: string[];
  env?: Record<string, string>;
  /** Nothing works without it: should it end before `settle()`, the demo has failed. */
  isEssential?: boolean;
}

/** The demo's processes: started one by one, started again when they die, stopped together. */
export class Children {
  /** Rejects when an essential one ends before `settle()`, with what it said last. */
  readonly failed: Promise<never>;
  private readonly running: { spec: ChildSpec; child: ChildProcess }[] = [];
  private readonly logFolder: string;
  private fail: (error: Error) => void = () => undefined;
  private stopping = false;
  private settled = false;

  constructor(logFolder: string) {
    this.logFolder = logFolder;
    mkdirSync(logFolder, { recursive: true });
    this.failed = new Promise((_, reject) => {
      this.fail = reject;
    });
    this.failed.catch(() => undefined);
  }

  /** Everything runs: from now on whatever ends is started again. */
  settle(): void {
    this.settled = true;
  }

  /** Starts `node ...args` or the program named; what it prints goes to `<name>.log`. */
  start(spec: ChildSpec): void {
    const path = join(this.logFolder, `${spec.name}.log`);
    const log = createWriteStream(path, { flags: 'a' });
    const lines = new LastLines();
    const child = spawn(spec.program ?? process.execPath, spec.args, {
      env: { ...process.env, ...spec.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const output of [child.stdout, child.stderr]) {
      output.pipe(log, { end: false });
      output.on('data', (chunk: Buffer) => lines.add(chunk));
    }
    const entry = { spec, child };
    this.running.push(entry);
    child.on('close', (code, signal) => {
      log.end();
      this.running.splice(this.running.indexOf(entry), 1);
      if (this.stopping) return;
      // Who was killed had no time to say why.
      const said = signal === null ? lines.read(3) : '';
      this.onEnd(spec, `${spec.name} ended (${signal ?? `code ${code}`})`, said, path);
    });
  }

  /** Ends every process, the first started last, with SIGKILL for those that do not go. */
  async stop(): Promise<void> {
    this.stopping = true;
    const [first, ...rest] = this.running.map(({ child }) => child);
    // The console goes last: it still takes the sidecars' final batches.
    await Promise.all(rest.map(stopChild));
    if (first !== undefined) await stopChild(first);
  }

  private onEnd(spec: ChildSpec, what: string, said: string, path: string): void {
    if (spec.isEssential === true && !this.settled) {
      this.fail(new Error(said === '' ? what : `${what}: ${said}`));
      return;
    }
    const last = said === '' ? '' : `\nIt said last: ${said}`;
    console.error(`${what}; starting it again. Log: ${path}${last}`);
    setTimeout(() => this.stopping || this.start(spec), RESTART_AFTER_MS);
  }
}

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
