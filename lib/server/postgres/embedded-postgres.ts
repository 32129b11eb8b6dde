import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DatabaseConnection } from '../store/contract/database-connection';
import { chooseServerRoot } from './choose-server-root';
import { lockDataDir, type ReleaseLock } from './console-lock';
import { createDataDir, DATABASE_USER } from './create-data-dir';
import { currentHost, findBinaries } from './find-binaries';
import { freePort } from './free-port';
import { prepareBinaries } from './prepare-binaries';
import { trimServerLog } from './server-log';
import { canUseSocket, serverPaths } from './server-paths';
import { type ServerPlan, type ServerProcess, startServerProcess } from './server-process';
import { findServerUser } from './server-user';
import { stopPredecessor } from './stop-predecessor';

/*
 * The console's own PostgreSQL, supervised. A server that dies is started again, first at once and then with growing
 * pauses, always at the same address, so that connection pools find it again by themselves. A server left by a killed
 * console is stopped first (see stop-predecessor.ts).
 */

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
/** A server that ran this long was well; its death starts the pauses anew. */
const WELL_AFTER_MS = 60_000;
const TRIM_LOG_EVERY_MS = 60_000;
const SOCKET_PORT = 5432;

export interface EmbeddedPostgresOptions {
  /** Everything lives below; made when missing. */
  dataDir: string;
  /** Told what happens, one line each. */
  log?: (line: string) => void;
}

/** What a page and /readyz show of the server. */
export interface EmbeddedPostgresState {
  phase: 'running' | 'restarting' | 'stopped';
  pid: number | undefined;
  restarts: number;
  /** Why it last ended by itself, or could not start. */
  lastFailure: string | undefined;
}

export interface EmbeddedPostgres {
  connection: DatabaseConnection;
  state(): EmbeddedPostgresState;
  /** Clean stop; the data directory is free afterwards. */
  stop(): Promise<void>;
}

/** Makes the database on first use, starts the server, resolves when it answers. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => {});
  await mkdir(dataDir, { recursive: true });
  const release = await lockDataDir(dataDir);
  try {
    const plan = await planServer(dataDir, log);
    if ((await stopPredecessor(plan.paths.data)) === 'stopped') {
      log('stopped the PostgreSQL that an earlier console left running');
    }
    return new Supervisor(plan, await startServerProcess(plan), release, log);
  } catch (error) {
    await release();
    throw error;
  }
}

async function planServer(dataDir: string, log: (line: string) => void): Promise<ServerPlan> {
  const user = await findServerUser();
  const { root, blockedBy } = await chooseServerRoot(dataDir, user);
  if (blockedBy !== undefined) {
    log(`PostgreSQL runs as "${user?.name}", which may not enter ${blockedBy}; its files are in ${root}`);
  }
  const paths = serverPaths(root);
  const binaries = await prepareBinaries(findBinaries(currentHost()), paths.binaries, user);
  const password = await createDataDir(paths, binaries, user);
  const listen = canUseSocket(paths.socketDir, process.platform)
    ? { socketDir: paths.socketDir, port: SOCKET_PORT }
    : { socketDir: undefined, port: await freePort() };
  const host = listen.socketDir ?? '127.0.0.1';
  const connection = { host, port: listen.port, user: DATABASE_USER, password, database: 'postgres' };
  return { paths, binaries, user, listen, connection };
}

class Supervisor implements EmbeddedPostgres {
  readonly connection: DatabaseConnection;
  private stopping = false;
  private restarts = 0;
  private lastFailure: string | undefined;
  private server: ServerProcess | undefined;
  private wake: (() => void) | undefined;
  private readonly plan: ServerPlan;
  private readonly release: ReleaseLock;
  private readonly log: (line: string) => void;
  private readonly watching: Promise<void>;
  private readonly trimTimer: NodeJS.Timeout;

  constructor(plan: ServerPlan, first: ServerProcess, release: ReleaseLock, log: (line: string) => void) {
    this.plan = plan;
    this.release = release;
    this.log = log;
    this.connection = plan.connection;
    this.watching = this.watch(first);
    this.trimTimer = setInterval(() => {
      trimServerLog(plan.paths.log).catch((error) => log(`cannot trim ${plan.paths.log}: ${error}`));
    }, TRIM_LOG_EVERY_MS);
    this.trimTimer.unref();
  }

  state(): EmbeddedPostgresState {
    const phase = this.stopping ? 'stopped' : this.server === undefined ? 'restarting' : 'running';
    return { phase, pid: this.server?.pid, restarts: this.restarts, lastFailure: this.lastFailure };
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.trimTimer);
    this.wake?.();
    await this.server?.stop();
    await this.watching;
    await this.release();
  }

  private async watch(first: ServerProcess): Promise<void> {
    let next: ServerProcess | undefined = first;
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.stopping) {
      this.server = next ?? (await this.restart());
      next = undefined;
      if (this.server !== undefined) {
        const startedAt = Date.now();
        await this.untilExit(this.server);
        if (Date.now() - startedAt > WELL_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
      }
      if (this.stopping) break;
      await this.pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
    // A stop that came while a restart was under way finds the new server here.
    await this.server?.stop();
    this.server = undefined;
  }

  private async untilExit(server: ServerProcess): Promise<void> {
    const reason = await server.exited;
    this.server = undefined;
    if (this.stopping) return;
    const words = (await server.words()).filter((line) => /\b(ERROR|FATAL|PANIC):/.test(line)).slice(-3);
    this.lastFailure = [`PostgreSQL ended with ${reason}`, ...words].join('\n');
    this.log(this.lastFailure);
  }

  private async restart(): Promise<ServerProcess | undefined> {
    try {
      const server = await startServerProcess(this.plan);
      this.restarts++;
      this.log(`PostgreSQL is back (process ${server.pid})`);
      return server;
    } catch (error) {
      this.lastFailure = error instanceof Error ? error.message : String(error);
      this.log(this.lastFailure);
      return undefined;
    }
  }

  private async pause(ms: number): Promise<void> {
    await new Promise<void>((resume) => {
      const timer = setTimeout(resume, ms);
      this.wake = () => {
        clearTimeout(timer);
        resume();
      };
    });
    this.wake = undefined;
  }
}
