import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type Page } from '@playwright/test';

/** Tests against the running demo: paths are relative to its console, and what the browser complains of fails the test. */
export const test = base.extend<{ expectedStatus: number | undefined }>({
  /** An answer the test asks for on purpose, which the browser notes as an error: 409 of a conflict. */
  expectedStatus: [undefined, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from this pattern
  baseURL: async ({}, use) => {
    await use(process.env.MESHSCOPE_E2E_URL);
  },
  page: async ({ page, expectedStatus }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      const isExpected = expectedStatus !== undefined && tellsOf(expectedStatus, message.text());
      if (message.type() === 'error' && !isExpected) complaints.push(message.text());
    });
    await use(page);
    expect(complaints, 'errors in the browser').toEqual([]);
  },
});

/** Of a WebSocket that is refused with 401 the browser says so in words of its own. */
function tellsOf(status: number, complaint: string): boolean {
  return (
    complaint.includes(`status of ${status} `) ||
    (status === 401 && complaint.includes('HTTP Authentication failed'))
  );
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with what axe finds on the page as it stands, in the dark and in the light. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    await page.evaluate(axeSource);
    const found = await page.evaluate(async (rules) => {
      const { axe } = globalThis as unknown as {
        axe: { run: (on: Document, options: object) => Promise<AxeResults> };
      };
      const { violations } = await axe.run(document, { runOnly: rules });
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      );
    }, RULES);
    expect(found, `accessibility, ${colorScheme}`).toEqual([]);
  }
}

interface AxeResults {
  violations: { id: string; nodes: { target: string[] }[] }[];
}

export { expect };
