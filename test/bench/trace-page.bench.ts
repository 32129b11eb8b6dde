import type { Page } from '@playwright/test';
import { ConsoleProcess } from '../integration/support/console-process';
import { makeLongTrace } from './support/long-trace';
import { openBrowser } from './support/open-browser';
import { printReport, quantileOf } from './support/report';

/*
 * A trace of SPANS spans in a real browser: from its address to the first rows of the waterfall, and how long frames take while it
 * is scrolled and zoomed. Beside it a trace of a hundred spans, which says what is the machine's. Aims: 1 s, 60 frames a second.
 */

const SPANS = Number(process.env.SPANS ?? 10_000);
const FEW = 100;
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const FRAMES = 240;
const FRAME_MS = 1_000 / 60;

interface Feel {
  paintMs: number[];
  scroll: number[];
  zoom: number[];
}

async function main(): Promise<void> {
  const served = await ConsoleProcess.start();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    // tsx names inner functions by a helper that a page does not have.
    await page.addInitScript('globalThis.__name = (value) => value');
    const many = await feel(page, served.url, SPANS);
    const few = await feel(page, served.url, FEW);
    printReport(`A trace of ${SPANS} spans (beside it one of ${FEW})`, [
      row('address to first rows, p50, ms', quantileOf(many.paintMs, 0.5), quantileOf(few.paintMs, 0.5)),
      row('address to first rows, p95, ms', quantileOf(many.paintMs, 0.95), quantileOf(few.paintMs, 0.95)),
      row('frame while scrolling, p50, ms', quantileOf(many.scroll, 0.5), quantileOf(few.scroll, 0.5)),
      row('frame while scrolling, p95, ms', quantileOf(many.scroll, 0.95), quantileOf(few.scroll, 0.95)),
      row('frames a second while scrolling', rate(many.scroll), rate(few.scroll)),
      row('frame while zooming, p95, ms', quantileOf(many.zoom, 0.95), quantileOf(few.zoom, 0.95)),
    ]);
  } finally {
    await browser.close();
    await served.close();
  }
}

function row(measure: string, many: number, few: number) {
  return { measure, value: many.toFixed(1), peer: few.toFixed(1), ratio: (many / few).toFixed(2) };
}

function rate(frames: readonly number[]): number {
  return 1_000 / Math.max(FRAME_MS, frames.reduce((sum, ms) => sum + ms, 0) / frames.length);
}

async function feel(page: Page, url: string, spans: number): Promise<Feel> {
  const { traceId, messages } = makeLongTrace(spans, Date.now());
  for (const message of messages) {
    const answer = await fetch(`${url}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    });
    if (!answer.ok) throw new Error(`The console took no spans: ${answer.status} ${await answer.text()}`);
  }
  const paintMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Scripts are in the browser's cache after the first round, as for everybody who has seen a trace.
    await page.goto(`${url}/traces/${traceId}`, { waitUntil: 'commit' });
    const ms = await page.evaluate(waitForRows);
    if (round > 0) paintMs.push(ms);
  }
  const scroll = await page.evaluate(scrollThrough, FRAMES);
  const zoom = await page.evaluate(zoomAround, FRAMES / 4);
  return { paintMs, scroll, zoom };
}

/** Resolves when rows of the waterfall are painted; milliseconds since the address was asked for. */
function waitForRows(): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelectorAll('[role="tree"] [role="treeitem"]').length < 10) {
        requestAnimationFrame(look);
        return;
      }
      // What stands in the document is on the screen one frame later.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    };
    look();
  });
}

/** Scrolls some rows with every frame, to the end and back; milliseconds of each frame. */
function scrollThrough(frames: number): Promise<number[]> {
  return new Promise((resolve) => {
    const tree = document.querySelector('[role="tree"]');
    const took: number[] = [];
    let last = 0;
    let way = 1;
    const tick = (now: number): void => {
      if (last > 0) took.push(now - last);
      last = now;
      if (took.length >= frames || tree === null) {
        resolve(took);
        return;
      }
      if (tree.scrollTop + tree.clientHeight >= tree.scrollHeight) way = -1;
      if (tree.scrollTop === 0) way = 1;
      tree.scrollTop += way * 120;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
}

/** Zooms in and out by the keys of the timeline with every frame. */
function zoomAround(frames: number): Promise<number[]> {
  return new Promise((resolve) => {
    const took: number[] = [];
    let last = 0;
    const tick = (now: number): void => {
      if (last > 0) took.push(now - last);
      last = now;
      if (took.length >= frames) {
        resolve(took);
        return;
      }
      const key = took.length % 8 < 4 ? 'w' : 's';
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
}

await main();
