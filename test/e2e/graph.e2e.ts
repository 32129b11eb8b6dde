import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/console-test';

const BASE = () => process.env.MESHSCOPE_E2E_URL ?? '';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let errors: string[] = [];

test.beforeEach(({ page }) => {
  errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A browser asks for the icon by itself, whatever the page says.
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
      errors.push(message.text());
  });
});

test.afterEach(() => expect(errors).toEqual([]));

const drawing = (page: Page) =>
  page.getByRole('application', { name: /Traffic graph: \d+ nodes, \d+ edges/ });
const nodesTable = (page: Page) => page.getByRole('table', { name: 'Nodes of the graph' });

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run: (
          part: string,
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const result = await axe.run('main', {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}

test('the graph page draws the mesh and shows the same as a table', async ({ page }) => {
  await page.goto(`${BASE()}/graph`);
  await expect(drawing(page)).toBeVisible();
  await page.getByRole('radio', { name: 'Table' }).click();
  await expect(nodesTable(page).getByRole('row').filter({ hasText: 'productpage' })).toBeVisible();
  await expect(page).toHaveURL(/view=table/);
});

test('a node chosen in the table opens its panel and stays chosen on the map', async ({ page }) => {
  await page.goto(`${BASE()}/graph?view=table`);
  await nodesTable(page)
    .getByRole('button', { name: /productpage/ })
    .click();
  const panel = page.getByRole('complementary', { name: 'Selected node' });
  await expect(panel.getByRole('heading', { name: 'productpage' })).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'Who with' })).toBeVisible();
  await expect(page).toHaveURL(/sel=app(:|%3A)bookinfo/);
  await page.getByRole('radio', { name: 'Map' }).click();
  await expect(drawing(page)).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'productpage' })).toBeVisible();
});

test('the keyboard walks from a node along an edge, opens its page, and Escape clears', async ({ page }) => {
  await page.goto(`${BASE()}/graph?view=table`);
  await nodesTable(page)
    .getByRole('button', { name: /productpage/ })
    .click();
  await page.getByRole('radio', { name: 'Map' }).click();
  await drawing(page).press('ArrowRight');
  const panel = page.getByRole('complementary', { name: 'Selected edge' });
  await expect(panel.getByRole('heading', { name: 'What both sides report' })).toBeVisible();
  await drawing(page).press('Escape');
  await expect(panel).toBeHidden();
  await expect(page).not.toHaveURL(/sel=/);
});

test('find says how much matches, and what is wrong with an expression', async ({ page }) => {
  await page.goto(`${BASE()}/graph`);
  await expect(drawing(page)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('ns = bookinfo and version = v3');
  await expect(page.getByText('1 match', { exact: true })).toBeVisible();
  await page.getByRole('combobox', { name: 'Find in the graph' }).fill('colour = red');
  await expect(page.getByText('There is no field "colour"')).toBeVisible();
});

test('hide takes things off the drawing and out of the table', async ({ page }) => {
  await page.goto(`${BASE()}/graph?view=table&hide=name%20%3D%20reviews`);
  await expect(nodesTable(page).getByRole('row').filter({ hasText: 'productpage' })).toBeVisible();
  await expect(nodesTable(page).getByRole('row').filter({ hasText: 'reviews' })).toHaveCount(0);
});

test('an edge has a page with both reporters, opened from its panel', async ({ page }) => {
  await page.goto(`${BASE()}/graph?view=table`);
  await nodesTable(page)
    .getByRole('button', { name: /productpage/ })
    .click();
  await page
    .getByRole('complementary', { name: 'Selected node' })
    .getByRole('button', { name: /reviews v1/ })
    .click();
  await page.getByRole('link', { name: 'Open edge page' }).click();
  await expect(page.getByRole('region', { name: 'Reported by the source' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Reported by the destination' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Logs' })).toBeVisible();
  await expectAccessible(page);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`the graph page has no accessibility violations in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(`${BASE()}/graph?legend=1`);
    await expect(drawing(page)).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}
