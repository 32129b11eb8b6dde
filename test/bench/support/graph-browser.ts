import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../../scripts/browser/find-browser.mjs';
import { quantileOf } from './report';

/** What somebody in front of the graph page feels, milliseconds. */
export interface GraphFeel {
  /** From the click on Graph in the menu to a drawing with all its nodes. */
  pictureMs: number;
  /** Frame time while the drawing is dragged around. */
  panP50: number;
  panP95: number;
  /** From the last key of an expression to the picture it asks for. */
  findMs: number;
  hideMs: number;
}

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];
const PAN_STEPS = 120;
/** How often an expression is completed; the median counts. */
const LOOKS = 5;

/** Opens a real browser on a console and does what a user does; `search` goes to the graph's address. */
export async function feelGraph(url: string, search: string, least: number): Promise<GraphFeel> {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: ARGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    // tsx names inner functions by a helper that a page does not have.
    await page.addInitScript('globalThis.__name = (value) => value');
    const pictureMs = await clickToPicture(page, url, search, least);
    await page.waitForTimeout(1_000);
    const frames = await panAround(page);
    const findMs = await typeExpression(page, 'Find in the graph', 'error > 5');
    await page.getByRole('button', { name: 'Hide by expression' }).click();
    const hideMs = await typeExpression(page, 'Hide from the graph', 'tcp');
    return { pictureMs, panP50: quantileOf(frames, 0.5), panP95: quantileOf(frames, 0.95), findMs, hideMs };
  } finally {
    await browser.close();
  }
}

async function clickToPicture(page: Page, url: string, search: string, least: number): Promise<number> {
  // The page is warm, as for somebody who works with the console; the graph itself was not seen yet.
  await page.goto(`${url}/mesh`);
  await page.getByRole('link', { name: 'Graph', exact: true }).waitFor();
  if (search !== '') {
    await page.goto(`${url}/graph?${search}`, { waitUntil: 'commit' });
    return page.evaluate(waitForPicture, least);
  }
  const started = Date.now();
  await page.getByRole('link', { name: 'Graph', exact: true }).click();
  await page.evaluate(waitForPicture, least);
  return Date.now() - started;
}

/** Resolves when the drawing holds so many nodes and no skeleton lies over it; milliseconds since the page began. */
function waitForPicture(least: number): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      const drawing = document.querySelector('[role="application"][aria-label^="Traffic graph"]');
      const nodes = Number(/(\d+) nodes/.exec(drawing?.getAttribute('aria-label') ?? '')?.[1] ?? 0);
      const isLoading = document.querySelector('[aria-label="Loading the graph"]') !== null;
      if (nodes >= least && !isLoading) resolve(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}

async function panAround(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const tick = (now: number): void => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, { benchFrames: frames });
  });
  // The right lower part of the drawing: between nodes, so that it is the drawing that is dragged.
  await page.mouse.move(700, 840);
  await page.mouse.down();
  for (let step = 0; step < PAN_STEPS; step++)
    await page.mouse.move(700 + 200 * Math.sin(step / 10), 840 - 100 * (1 - Math.cos(step / 10)));
  await page.mouse.up();
  return page.evaluate(() => (window as unknown as { benchFrames: number[] }).benchFrames.slice(5));
}

async function typeExpression(page: Page, label: string, text: string): Promise<number> {
  const field = page.getByRole('combobox', { name: label });
  const looks: number[] = [];
  for (let look = 0; look < LOOKS; look++) {
    await field.fill(text.slice(0, -1));
    // What the text before the last key asked for is another matter.
    await page.waitForTimeout(1_000);
    const felt = page.evaluate(waitForKey);
    await field.press(text.slice(-1));
    looks.push(await felt);
  }
  return Math.round(quantileOf(looks, 0.5));
}

/** From the next key to the second frame after it: by then what the key changed is on the screen. */
function waitForKey(): Promise<number> {
  return new Promise((resolve) => {
    const onKey = ({ timeStamp }: Event): void => {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - timeStamp)));
    };
    window.addEventListener('keydown', onKey, { capture: true, once: true });
  });
}
