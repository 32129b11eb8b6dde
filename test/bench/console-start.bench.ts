import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { ConsoleProcess } from '../integration/support/console-process';
import { SpawnedProcess } from '../integration/support/spawned-process';
import { openBrowser } from './support/open-browser';
import { processTree, proportionalBytes, residentBytes } from './support/process-memory';
import { printReport, type ReportRow } from './support/report';

/** Start, idle memory and page weight of the console, beside a bare Node server and Next's own server. */
const PAGES = ['/', '/graph', '/services', '/traces', '/logs', '/mesh', '/config/new/yaml'];
const IDLE_MS = 30_000;
const SETTLE_MS = 3_000;

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

/** Everything a browser has loaded as JavaScript when the page is quiet: chunks loaded on demand count too. */
async function pageWeight(browser: Browser, url: URL): Promise<number> {
  const page = await browser.newPage();
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (!new URL(response.url()).pathname.endsWith('.js')) return;
    sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  await page.goto(url.href, { waitUntil: 'load' });
  await page.waitForTimeout(SETTLE_MS);
  await page.close();
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
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
const browser = await openBrowser();
for (const path of PAGES) {
  weights.push({
    measure: `JavaScript of ${path}, gzipped`,
    value: `${((await pageWeight(browser, new URL(path, console_.url))) / 1024).toFixed(0)} kB`,
  });
}
await browser.close();
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
