import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type TestInfo } from '@playwright/test';

/** Pictures are kept at a quarter of their size: what is drawn shows, how a machine smooths its letters does not. */
const SCALE = 4;
/** Pixels of the kept picture that are averaged before they are compared: eight of the screen's. */
const TILE = 2;
/** Levels of 255 by which an average may be off. */
const LEVELS = 7;
/** Tiles that may be off: what a letter set one pixel aside changes, less than the shortest line or the smallest node. */
const MOST_TILES = 10;

const FOLDER = join(import.meta.dirname, '..', 'pictures');

/** A picture made small, and its averages by tile. */
interface Small {
  png: string;
  means: number[];
}

/** How many tiles of two pictures differ. */
export async function countDifferences(context: BrowserContext, a: Buffer, b: Buffer): Promise<number> {
  return compareMeans((await shrink(context, a)).means, (await shrink(context, b)).means);
}

/**
 * Holds a screenshot against the picture kept under a name. MESHSCOPE_E2E_PICTURES=write keeps what is there now, to be
 * looked at before it is committed.
 */
export async function expectPicture(
  context: BrowserContext,
  testInfo: TestInfo,
  name: string,
  screenshot: Buffer,
): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  const now = await shrink(context, screenshot);
  if (process.env.MESHSCOPE_E2E_PICTURES === 'write') {
    writeFileSync(path, Buffer.from(now.png, 'base64'));
    return;
  }
  expect(existsSync(path), `the picture ${path} is kept`).toBe(true);
  const kept = await shrink(context, readFileSync(path), 1);
  const differences = compareMeans(kept.means, now.means);
  if (differences > MOST_TILES) await testInfo.attach(name, { body: screenshot, contentType: 'image/png' });
  expect(differences, `tiles of "${name}" that look otherwise`).toBeLessThanOrEqual(MOST_TILES);
}

/** Whether so many differences are a different picture. */
export function isOther(differences: number): boolean {
  return differences > MOST_TILES;
}

function compareMeans(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let tiles = 0;
  for (let at = 0; at < a.length; at += 3) {
    const off = Math.max(
      ...[0, 1, 2].map((channel) => Math.abs((a[at + channel] ?? 0) - (b[at + channel] ?? 0))),
    );
    if (off > LEVELS) tiles += 1;
  }
  return tiles;
}

/** Decodes and shrinks in a page of its own: a browser is at hand, a decoder for PNG is not. */
async function shrink(context: BrowserContext, screenshot: Buffer, scale = SCALE): Promise<Small> {
  const page = await context.newPage();
  try {
    const { png, width, height, data } = await page.evaluate(drawSmall, {
      base64: screenshot.toString('base64'),
      scale,
    });
    return { png, means: tileMeans(data, width, height) };
  } finally {
    await page.close();
  }
}

/** Runs in the browser. */
async function drawSmall({ base64, scale }: { base64: string; scale: number }) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = document.createElement('canvas');
  const [width, height] = [Math.floor(bitmap.width / scale), Math.floor(bitmap.height / scale)];
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  const data = [...context.getImageData(0, 0, width, height).data];
  return { png: canvas.toDataURL('image/png').split(',')[1] ?? '', width, height, data };
}

/** Red, green and blue of every tile. */
function tileMeans(data: readonly number[], width: number, height: number): number[] {
  const columns = Math.floor(width / TILE);
  const sums = new Array<number>(columns * Math.floor(height / TILE) * 3).fill(0);
  for (const [at, level] of data.entries()) {
    const [pixel, channel] = [Math.floor(at / 4), at % 4];
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const tile = Math.floor(y / TILE) * columns + Math.floor(x / TILE);
    if (channel < 3 && x < columns * TILE && tile * 3 < sums.length)
      sums[tile * 3 + channel] = (sums[tile * 3 + channel] ?? 0) + level / TILE ** 2;
  }
  return sums;
}
