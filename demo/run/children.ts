import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const RESTART_AFTER_MS = 1_000;
const STOP_WITHIN_MS = 8_000;

/** How one process of the demo is started. */
export interface ChildSpec {
  name: string;
  args: string[];
  env?: Record<string, string>;
}

/** The demo's processes: started one by one, restarted when they die, stopped together. */
export class Children {
  private readonly running: { spec: ChildSpec; child: ChildProcess }[] = [];
  private stopping = false;

  private readonly logFolder: string;

  constructor(logFolder: string) {
    this.logFolder = logFolder;
    mkdirSync(logFolder, { recursive: true });
  }

  /** Starts `node ...args`; what it prints goes to `<name>.log`. */
  start(spec: ChildSpec): ChildProcess {
    const log = createWriteStream(join(this.logFolder, `${spec.name}.log`), { flags: 'a' });
    const child = spawn(process.execPath, spec.args, {
      env: { ...process.env, ...spec.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const entry = { spec, child };
    this.running.push(entry);
    child.on('exit', (code, signal) => {
      log.end();
      this.running.splice(this.running.indexOf(entry), 1);
      if (this.stopping) return;
      console.error(`${spec.name} ended (${signal ?? `code ${code}`}); starting it again. Log: ${log.path}`);
      setTimeout(() => this.stopping || this.start(spec), RESTART_AFTER_MS);
    });
    return child;
  }

  /** Ends every process, the first started last, with SIGKILL for those that do not go. */
  async stop(): Promise<void> {
    this.stopping = true;
    const [first, ...rest] = this.running.map(({ child }) => child);
    // The console goes last: it still takes the sidecars' final batches.
    await Promise.all(rest.map(stopChild));
    if (first !== undefined) await stopChild(first);
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
