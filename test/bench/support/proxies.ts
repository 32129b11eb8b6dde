import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { buildAgent } from '../../../agent/build.mjs';
import { findWorker } from './process-cost';
import { SINK_TOKEN, type SinkConsole } from './sink-console';

/** A running reverse proxy (or the app behind it) on its own core. */
export interface BenchServer {
  readonly name: string;
  readonly port: number;
  /** The process that does the work. */
  readonly pid: number;
}

export const BODY_BYTES = 1024;

const children: ChildProcess[] = [];

/** Ends what this run started; a killed nginx master would leave its worker behind. */
export async function stopAll(): Promise<void> {
  await Promise.all(
    children.map((child) => {
      const hasExited = child.exitCode !== null ? Promise.resolve() : once(child, 'exit');
      child.kill('SIGTERM');
      return hasExited;
    }),
  );
}

export function isInstalled(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Launch {
  readonly name: string;
  readonly core: number;
  readonly port: number;
  readonly command: readonly string[];
  /** The work is done by a child. */
  readonly hasWorker?: boolean;
}

/** Starts a server on its core and waits until its port is open. */
async function launch({ name, core, port, command, hasWorker = false }: Launch): Promise<BenchServer> {
  const child = spawn('taskset', ['-c', String(core), ...command], { stdio: 'ignore' });
  children.push(child);
  for (let i = 0; ; i++) {
    if (await isOpen(port)) break;
    if (i > 100) throw new Error(`${name} did not start: ${command.join(' ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const pid = child.pid ?? 0;
  return { name, port, pid: hasWorker ? findWorker(pid) : pid };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function nginxConfig(folder: string, name: string, http: string): string {
  mkdirSync(folder, { recursive: true });
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${folder}/${name}-${kind};`)
    .join(' ');
  const path = join(folder, `${name}.conf`);
  writeFileSync(
    path,
    `worker_processes 1; daemon off; pid ${folder}/${name}.pid; error_log ${folder}/${name}.error;
events { worker_connections 4096; }
http { ${temp} keepalive_requests 1000000000; ${http} }\n`,
  );
  return path;
}

/** The app: nginx itself, so that what is measured is never waiting for it. */
export async function startApp(folder: string, core: number): Promise<BenchServer> {
  const port = await findFreePort();
  const location = `location / { default_type text/plain; return 200 "${'x'.repeat(BODY_BYTES)}"; }`;
  const config = nginxConfig(
    folder,
    'app',
    `access_log off; server { listen 127.0.0.1:${port}; ${location} }`,
  );
  return launch({ name: 'app', core, port, command: ['nginx', '-c', config], hasWorker: true });
}

/** A gRPC service of one unary method that answers with 1 kB. */
export async function startGrpcApp(core: number): Promise<BenchServer> {
  const port = await findFreePort();
  const script = new URL('grpc-app.mjs', import.meta.url).pathname;
  const command = [process.execPath, script, String(port), String(BODY_BYTES)];
  return launch({ name: 'grpc app', core, port, command });
}

export interface NginxOptions {
  readonly listens?: string;
  /** Lines of the server block, for instance of its certificates. */
  readonly settings?: string;
  readonly location?: string;
}

export async function startNginx(
  folder: string,
  core: number,
  appPort: number,
  { listens = '', settings = '', location = HTTP_LOCATION }: NginxOptions = {},
): Promise<BenchServer> {
  const port = await findFreePort();
  const http = `access_log ${folder}/access.log combined;
upstream app { server 127.0.0.1:${appPort}; keepalive 64; keepalive_requests 1000000000; }
server { listen 127.0.0.1:${port} ${listens}; ${settings} location / { ${location} } }`;
  const command = ['nginx', '-c', nginxConfig(folder, `nginx-${port}`, http)];
  return launch({ name: 'nginx 1.22', core, port, command, hasWorker: true });
}

const HTTP_LOCATION = 'proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection "";';

export async function startHaproxy(folder: string, core: number, appPort: number): Promise<BenchServer> {
  const port = await findFreePort();
  const path = join(folder, 'haproxy.cfg');
  writeFileSync(
    path,
    `global
  nbthread 1
  maxconn 4096
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  http-reuse always
frontend in
  bind 127.0.0.1:${port}
  default_backend app
backend app
  server app 127.0.0.1:${appPort}\n`,
  );
  return launch({ name: 'haproxy 2.6', core, port, command: ['haproxy', '-db', '-f', path] });
}

export interface AgentOptions {
  readonly name: string;
  readonly console: SinkConsole;
  /** In front of this app; without it the agent serves the calls of its own app. */
  readonly appPort?: number;
  readonly protocol?: 'http' | 'grpc';
}

/**
 * The built command as a user starts it, reporting everything to a console. BENCH_AGENT names another build of it,
 * BENCH_NODE_FLAGS the flags that Node gets instead of the command's own.
 */
export async function startAgent(
  folder: string,
  core: number,
  { name, console, appPort, protocol = 'http' }: AgentOptions,
): Promise<BenchServer> {
  const port = await findFreePort();
  const dist = process.env.BENCH_AGENT ?? join(folder, 'dist');
  if (process.env.BENCH_AGENT === undefined) await buildAgent(dist);
  const program = join(folder, 'bin', 'meshscope.mjs');
  cpSync(new URL('../../../agent/bin/meshscope.mjs', import.meta.url), program);
  const entrance =
    appPort === undefined
      ? { '--outbound-port': String(port) }
      : { '--app-address': `127.0.0.1:${appPort}`, '--inbound': `127.0.0.1:${port}` };
  const options = {
    '--name': 'bench',
    '--version': 'v1',
    '--protocol': protocol,
    ...entrance,
    '--admin-port': '0',
    '--console': console.url,
    '--token': SINK_TOKEN,
    '--home': mkdtempSync(join(folder, 'agent-')),
  };
  const flags = process.env.BENCH_NODE_FLAGS?.split(' ').filter((flag) => flag !== '');
  const start =
    flags === undefined && dist === join(folder, 'dist')
      ? [program]
      : [process.execPath, ...(flags ?? []), join(dist, 'cli.mjs')];
  const command = [...start, 'proxy', ...Object.entries(options).flat()];
  return launch({ name, core, port, command });
}
