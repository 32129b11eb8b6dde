import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@/test/integration/support/free-port';
import { connectRaw } from '@/test/support/agent/raw-peer';
import { waitFor } from '@/test/support/agent/wait-for';
import { bootstrap, type EnvoySide } from './envoy-config';

export interface EnvoyLine {
  listener: string;
  status: number;
  flags: string;
  details: string;
}

/** A running Envoy with one listener for each case. */
export interface EnvoyProcess {
  readonly ports: readonly number[];
  /** Lines of its access log, those of one listener. */
  lines(listener: number): EnvoyLine[];
  stop(): Promise<void>;
}

/** Starts Envoy and waits until it serves. */
export async function startEnvoy(
  binary: string,
  sides: readonly EnvoySide[],
  upstreams: { app: number; nobody: number },
): Promise<EnvoyProcess> {
  const dir = mkdtempSync(join(tmpdir(), 'meshscope-envoy-'));
  const log = join(dir, 'access.log');
  const ports: number[] = [];
  for (const _ of sides) ports.push(await freePort());
  const file = join(dir, 'envoy.json');
  writeFileSync(file, JSON.stringify(bootstrap(sides, ports, upstreams, log)));
  const options = [
    '--disable-hot-restart',
    '--concurrency',
    '1',
    '--file-flush-interval-msec',
    '10',
    '-l',
    'error',
  ];
  const child: ChildProcess = spawn(binary, ['-c', file, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  }
  const open = async (port: number): Promise<void> => {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`Envoy ended with ${child.exitCode}:\n${said}`);
      const peer = await connectRaw(port).catch(() => undefined);
      peer?.socket.destroy();
      if (peer !== undefined) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  for (const port of ports) await open(port);
  return {
    ports,
    lines: (at) =>
      (existsSync(log) ? readFileSync(log, 'utf8') : '')
        .split('\n')
        .filter(Boolean)
        .map((line): EnvoyLine => JSON.parse(line))
        .filter(({ listener }) => listener === String(at)),
    async stop() {
      child.kill('SIGTERM');
      await waitFor(
        () => child.exitCode !== null || child.signalCode !== null,
        () => 'the end of Envoy',
      );
      rmSync(dir, { recursive: true });
    },
  };
}
