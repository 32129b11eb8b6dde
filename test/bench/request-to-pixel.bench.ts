import type { Page } from '@playwright/test';
import { formatRate } from '@/lib/client/format/format-rate';
import { getGraph } from '@/lib/protocol/api/graph';
import { ChainMesh } from '../integration/support/chain-mesh';
import { openBrowser } from './support/open-browser';
import { readCpuUs } from './support/process-cost';
import { printReport, quantileOf } from './support/report';

/**
 * From the end of a request to the moment the open graph page counts it: real agents, a real console, Chromium. The
 * table twin shows the same live document as the drawing, and its text can be watched. A probe is as many requests as
 * move the shown rate of five minutes by one digit; it is over when the page reads the rate with all of them. Probes fall
 * anywhere into the intervals at which agents, console and page pass things on. Aim: p95 under 1 s.
 */
const PROBES = Number(process.env.PROBES ?? 60);
const WARM_UP = 5;
const PAUSE_MS = 1_000;
const WINDOW_SECONDS = 300;
/** Requests a probe: 4 / 300 s is more than the 0.01 rps that the page rounds to. */
const PROBE = 4;

/** When the page first showed this rate or more for the calls of hop-1, by the machine's clock. */
async function seenAtMs(page: Page, rate: number): Promise<number> {
  const handle = await page.waitForFunction(
    (wanted) => {
      const table = document.querySelector('[aria-label="Edges of the graph"]');
      const headers = [...(table?.querySelectorAll('thead th') ?? [])];
      const column = headers.findIndex((header) => header.textContent?.trim().startsWith('Rate'));
      const rows = [...(table?.querySelectorAll('tbody tr') ?? [])];
      const row = rows.find((one) => one.textContent?.includes('hop-1'));
      return Number.parseFloat(row?.children[column]?.textContent ?? '') >= wanted ? Date.now() : undefined;
    },
    rate,
    { polling: 'raf', timeout: 30_000 },
  );
  return (await handle.jsonValue()) as number;
}

async function countedByConsole(mesh: ChainMesh): Promise<number> {
  const { edges } = await mesh.console.get(getGraph, { window: WINDOW_SECONDS, type: 'workload' });
  const edge = edges.find(({ target }) => target.includes('hop-1'));
  return Math.round((edge?.rate ?? 0) * WINDOW_SECONDS);
}

/** The count once nothing more comes: the requests that opened the chain may still be on their way. */
async function settledCount(mesh: ChainMesh): Promise<number> {
  for (let before = -1; ; ) {
    const now = await countedByConsole(mesh);
    if (now > 0 && now === before) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

const shownRate = (requests: number): number => Number(formatRate(requests / WINDOW_SECONDS).value);

const mesh = await ChainMesh.start(1);
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
  await page.goto(`${mesh.console.url}/graph?view=table&range=5m`);
  await page.getByRole('radio', { name: 'Edges' }).click();
  await page.getByRole('cell', { name: 'hop-1' }).first().waitFor();
  let requests = await settledCount(mesh);
  const delays: number[] = [];
  const cpuBefore = readCpuUs(mesh.console.process.pid);
  const startedAt = performance.now();
  for (let probe = 0; probe < PROBES + WARM_UP; probe++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS + ((probe * 137) % 500)));
    await Promise.all(Array.from({ length: PROBE }, () => mesh.send('/status/200')));
    const endedAtMs = Date.now();
    requests += PROBE;
    const seenMs = await seenAtMs(page, shownRate(requests));
    if (probe >= WARM_UP) delays.push(seenMs - endedAtMs);
  }
  const cpu = (readCpuUs(mesh.console.process.pid) - cpuBefore) / (1_000 * (performance.now() - startedAt));
  const ms = (q: number) => `${quantileOf(delays, q).toFixed(0)} ms`;
  printReport(`Request to pixel, ${delays.length} probes`, [
    { measure: 'p50', value: ms(0.5) },
    { measure: 'p95', value: ms(0.95), peer: 'aim 1000 ms' },
    { measure: 'slowest', value: ms(1) },
    { measure: 'console, share of a core meanwhile', value: `${(100 * cpu).toFixed(1)} %` },
  ]);
} finally {
  await browser.close();
  await mesh.close();
}
