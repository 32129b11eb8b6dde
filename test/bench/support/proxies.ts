import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
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

async function launch(
  name: string,
  core: number,
  port: number,
  command: readonly string[],
  hasWorker = false,
): Promise<BenchServer> {
  const child = spawn('taskset', ['-c', String(core), ...command], { stdio: 'ignore' });
  children.push(child);
  for (let i = 0; ; i++) {
    const isUp = await fetch(`http://127.0.0.1:${port}/`).then(
      (response) => response.text(),
      () => undefined,
    );
    if (isUp !== undefined) break;
    if (i > 100) throw new Error(`${name} did not start: ${command.join(' ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const pid = child.pid ?? 0;
  return { name, port, pid: hasWorker ? findWorker(pid) : pid };
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
  const path = nginxConfig(folder, 'app', `access_log off; server { listen 127.0.0.1:${port}; ${location} }`);
  return launch('app', core, port, ['nginx', '-c', path], true);
}

export async function startNginx(folder: string, core: number, appPort: number): Promise<BenchServer> {
  const port = await findFreePort();
  const http = `access_log ${folder}/access.log combined;
upstream app { server 127.0.0.1:${appPort}; keepalive 64; keepalive_requests 1000000000; }
server { listen 127.0.0.1:${port}; location / { proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection ""; } }`;
  return launch('nginx', core, port, ['nginx', '-c', nginxConfig(folder, 'nginx', http)], true);
}

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
  return launch('haproxy', core, port, ['haproxy', '-db', '-f', path]);
}

/** The built command line as a user starts it, reporting everything to a console. */
export async function startAgent(
  folder: string,
  core: number,
  appPort: number,
  console: SinkConsole,
): Promise<BenchServer> {
  const port = await findFreePort();
  await buildAgent(join(folder, 'dist'));
  const options = {
    '--name': 'bench',
    '--version': 'v1',
    '--app-address': `127.0.0.1:${appPort}`,
    '--inbound': `127.0.0.1:${port}`,
    '--admin-port': '0',
    '--console': console.url,
    '--token': SINK_TOKEN,
    '--home': folder,
  };
  const command = [
    process.execPath,
    join(folder, 'dist/cli.mjs'),
    'proxy',
    ...Object.entries(options).flat(),
  ];
  return launch('meshscope', core, port, command);
}
