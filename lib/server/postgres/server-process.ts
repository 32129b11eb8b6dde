import { type ChildProcess, spawn } from 'node:child_process';
import { close, fchown, openSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../protocol/app-error';
import type { DatabaseConnection } from '../store/contract/database-connection';
import { probeDatabase } from '../store/probe-database';
import { adviceOnWords } from './advice-on-words';
import { asUser, serverEnvironment } from './run-server-program';
import { logSize, readLogTail, rotateServerLog } from './server-log';
import type { ServerPaths } from './server-paths';
import { type Listen, serverArguments } from './server-settings';
import type { ServerUser } from './server-user';

const PROBE_EVERY_MS = 25;
/** Recovery after a crash reads up to 1 GB of log; a server that lives and says nothing for longer is stuck. */
const START_TIMEOUT_MS = 10 * 60_000;
const FAST_SHUTDOWN_MS = 30_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;

export interface ServerPlan {
  paths: ServerPaths;
  binaries: string;
  user: ServerUser | undefined;
  listen: Listen;
  connection: DatabaseConnection;
}

/** One run of the server, from spawn to exit. */
export interface ServerProcess {
  pid: number;
  /** Resolves with the reason when the process is gone, however it ended. */
  exited: Promise<string>;
  /** What the server wrote since it was started. */
  words(): Promise<string[]>;
  /** Fast shutdown, then immediate, then kill. */
  stop(): Promise<void>;
}

/** Starts the server and waits until it answers; fails with the server's own last words. */
export async function startServerProcess(plan: ServerPlan): Promise<ServerProcess> {
  await rotateServerLog(plan.paths.log);
  const logStart = await logSize(plan.paths.log);
  const child = await spawnServer(plan);
  // A console that ends at once cannot wait, but a fast shutdown needs nobody to.
  const letGo = (): void => void child.kill('SIGINT');
  process.once('exit', letGo);
  const exited = new Promise<string>((resolve) => {
    child.on('exit', (code, signal) => {
      process.off('exit', letGo);
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`);
    });
    child.on('error', (error) => resolve(error.message));
  });
  const server: ServerProcess = {
    pid: child.pid ?? 0,
    exited,
    words: () => readLogTail(plan.paths.log, logStart, 12),
    stop: () => stopChild(child, exited),
  };
  await untilReady(plan, server);
  return server;
}

async function spawnServer(plan: ServerPlan): Promise<ChildProcess> {
  const log = openSync(plan.paths.log, 'a', 0o600);
  try {
    if (plan.user !== undefined) await promisify(fchown)(log, plan.user.uid, plan.user.gid);
    return spawn(join(plan.binaries, 'bin', 'postgres'), serverArguments(plan.paths.data, plan.listen), {
      cwd: plan.paths.root,
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
      // Its own process group: Ctrl-C in the console's terminal must not stop the server before the last commit.
      detached: true,
      ...asUser(plan.user),
    });
  } finally {
    await promisify(close)(log);
  }
}

async function untilReady(plan: ServerPlan, server: ServerProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let end: string | undefined;
  void server.exited.then((reason) => {
    end = reason;
  });
  for (;;) {
    try {
      await probeDatabase(plan.connection);
      return;
    } catch (cause) {
      const words = (await server.words()).join('\n');
      if (end !== undefined) throw startFailure(`it ended with ${end}`, words, cause);
      if (Date.now() > deadline) {
        await server.stop();
        throw startFailure('it does not answer', words, cause);
      }
    }
    await Promise.race([server.exited, new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS))]);
  }
}

function startFailure(what: string, words: string, cause: unknown): AppError {
  const said = words === '' ? '' : ` It said:\n${words}`;
  return new AppError(
    'database_unavailable',
    `Cannot start PostgreSQL: ${what}.${adviceOnWords(words)}${said}`,
    { words },
    {
      cause,
    },
  );
}

async function stopChild(child: ChildProcess, exited: Promise<string>): Promise<void> {
  const steps = [
    ['SIGINT', FAST_SHUTDOWN_MS],
    ['SIGQUIT', IMMEDIATE_SHUTDOWN_MS],
    ['SIGKILL', IMMEDIATE_SHUTDOWN_MS],
  ] as const;
  for (const [signal, patienceMs] of steps) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    child.kill(signal);
    if (await settlesWithin(exited, patienceMs)) return;
  }
}

async function settlesWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const settled = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return settled;
}
