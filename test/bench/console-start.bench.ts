import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { ConsoleProcess } from '../integration/support/console-process';
import { SpawnedProcess } from '../integration/support/spawned-process';
import { processTree, proportionalBytes, residentBytes } from './support/process-memory';
import { printReport, type ReportRow } from './support/report';

/** Start, idle memory and page weight of the console, beside a bare Node server and Next's own server. */
const PAGES = ['/', '/graph', '/applications', '/workloads', '/services', '/traces', '/logs', '/mesh'];
const IDLE_MS = 30_000;

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

async function startBareNode(): Promise<{ ms: number; bytes: number }> {
  const started = performance.now();
  const script =
    "require('http').createServer((q,r)=>r.end()).listen(0,'127.0.0.1',()=>console.log('ready'))";
  const node = new SpawnedProcess(['-e', script]);
  await node.waitForOutput(/ready/);
  const ms = performance.now() - started;
  const bytes = residentBytes(node.pid);
  node.child.kill('SIGKILL');
  await once(node.child, 'exit');
  return { ms, bytes };
}

async function pageWeight(base: string, path: string): Promise<number> {
  const html = await (await fetch(new URL(path, base))).text();
  const scripts = new Set(
    [...html.matchAll(/src="(\/_next\/static\/[^"]+\.js)"/g)].map((match) => match[1] ?? ''),
  );
  let bytes = 0;
  for (const script of scripts) {
    const body = Buffer.from(await (await fetch(new URL(script, base))).arrayBuffer());
    bytes += gzipSync(body, { level: 9 }).length;
  }
  return bytes;
}

const bare = await startBareNode();
const firstStart = performance.now();
const console_ = await ConsoleProcess.start();
const firstMs = performance.now() - firstStart;
await console_.process.stop('SIGTERM');
const secondStart = performance.now();
await console_.restart();
const secondMs = performance.now() - secondStart;

await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
const [main = 0, ...rest] = processTree(console_.process.pid);
const consoleBytes = residentBytes(main);
const databaseBytes = rest.reduce((sum, pid) => sum + proportionalBytes(pid), 0);
const weights: ReportRow[] = [];
for (const path of PAGES) {
  weights.push({
    measure: `JavaScript of ${path}, gzipped`,
    value: `${((await pageWeight(console_.url, path)) / 1024).toFixed(0)} kB`,
  });
}
await console_.close();

printReport('Console: start, idle memory, page weight', [
  {
    measure: 'first start (creates the database)',
    value: `${firstMs.toFixed(0)} ms`,
    peer: `bare Node server ${bare.ms.toFixed(0)} ms`,
    ratio: (firstMs / bare.ms).toFixed(1),
  },
  {
    measure: 'second start',
    value: `${secondMs.toFixed(0)} ms`,
    peer: `bare Node server ${bare.ms.toFixed(0)} ms`,
    ratio: (secondMs / bare.ms).toFixed(1),
  },
  {
    measure: 'idle memory, console',
    value: mebibytes(consoleBytes),
    peer: `bare Node server ${mebibytes(bare.bytes)}`,
    ratio: (consoleBytes / bare.bytes).toFixed(1),
  },
  { measure: 'idle memory, its PostgreSQL (proportional)', value: mebibytes(databaseBytes) },
  { measure: 'idle memory, together', value: mebibytes(consoleBytes + databaseBytes) },
  ...weights,
]);
