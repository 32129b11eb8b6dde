import type { Page } from '@playwright/test';
import { getTimeline } from '@/lib/protocol/api/timeline';
import { expect, expectAccessible, test } from './support/console-test';
import { FIXTURE_PATH, serveFixtureGraph } from './support/graph-fixture';

const drawing = (page: Page) => page.getByRole('application', { name: /Traffic graph: \d+ nodes/ });
const thumb = (page: Page) => page.getByRole('slider', { name: 'Window in time' });
const FIXED = /range=\d{4}-\d\d-\d\dT[\d:.]+Z~/;

test('the timeline tells how healthy the mesh was and what happened', async ({ request }) => {
  await expect(async () => {
    const answer = getTimeline.response.parse(await (await request.get('/api/timeline?window=3600')).json());
    expect(answer.requests.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(answer.errors.length).toBe(answer.requests.length);
    expect(answer.marks.map(({ kind }) => kind)).toContain('agent-joined');
    expect(answer.marks.map(({ at }) => at)).toEqual(
      answer.marks.map(({ at }) => at).toSorted((a, b) => a - b),
    );
  }).toPass();
});

test('the window moves by key and by hand, the address says where, and one press is live again', async ({
  page,
}) => {
  await page.goto('/graph?range=30s&track=15m');
  await expect(drawing(page)).toBeVisible();
  await expect(thumb(page)).toHaveAttribute('aria-valuetext', 'Live');
  await thumb(page).press('Shift+ArrowLeft');
  await expect(page).toHaveURL(FIXED);
  await expect(thumb(page)).not.toHaveAttribute('aria-valuetext', 'Live');
  const before = page.url();
  const box = await thumb(page).boundingBox();
  if (box === null) throw new Error('The window has no place');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(page).not.toHaveURL(before);
  await expect(page).toHaveURL(FIXED);
  await expect(drawing(page)).toBeVisible();
  await page.getByRole('button', { name: 'Live', exact: true }).click();
  await expect(page).not.toHaveURL(/~/);
  await expect(page).toHaveURL(/range=30s/);
});

test('a replay goes on by itself until it is paused', async ({ page }) => {
  await page.goto('/graph?range=10s&track=15m&speed=5');
  await expect(drawing(page)).toBeVisible();
  await thumb(page).press('Home');
  await expect(page).toHaveURL(FIXED);
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Pause the replay' })).toBeVisible();
  const first = page.url();
  await expect(page).not.toHaveURL(first);
  const second = page.url();
  await expect(page).not.toHaveURL(second);
  await page.getByRole('button', { name: 'Pause the replay' }).click();
  await expect(page.getByRole('button', { name: 'Play on' })).toBeVisible();
});

test('signs over nodes are explained in the legend and lead to what is behind them', async ({ page }) => {
  await serveFixtureGraph(page);
  await page.goto(`${FIXTURE_PATH}&legend=1&sel=app:shop/orders@v2`);
  const legend = page.getByRole('list', { name: 'Signs beside names' });
  await expect(legend.getByText('A rollout is under way')).toBeVisible();
  await expect(legend.getByText('Its configuration has errors')).toBeVisible();
  const panel = page.getByRole('complementary', { name: 'Selected node' });
  await expect(panel.getByText('Faults are injected')).toBeVisible();
  await expect(panel.getByRole('link', { name: /v1 to v2/ })).toHaveAttribute('href', /\/rollouts\/r1/);
});

test('the legend explains the marks of the timeline as long as there is one', async ({ page }) => {
  await page.goto('/graph?legend=1&range=30s&track=1h');
  const marks = page.getByRole('list', { name: 'Marks on the timeline' });
  await expect(marks.getByText('Agent joined')).toBeVisible();
  await page.goto('/graph?legend=1&range=30s&track=1h&time=0');
  await expect(page.getByRole('region', { name: 'Legend' })).toBeVisible();
  await expect(marks).toHaveCount(0);
});

test('a comparison ranks what changed, lights it, and selects its edge', async ({ page }) => {
  await serveFixtureGraph(page);
  await page.goto(`${FIXTURE_PATH}&vs=previous`);
  const table = page.getByRole('table', { name: 'Beyond chance, worst first' });
  await expect(table.getByRole('row').nth(1)).toContainText('orders');
  await expect(table.getByRole('row').nth(2)).toContainText('cart');
  await table.getByRole('button', { name: /orders/ }).click();
  await expect(page).toHaveURL(/sel=app:shop\/frontend/);
  await expect(page.getByRole('complementary', { name: 'Selected edge' })).toBeVisible();
});

test('the menu of a node hides it, and several are selected by key', async ({ page }) => {
  await serveFixtureGraph(page);
  await page.goto(`${FIXTURE_PATH}&sel=app:shop/cart@v1`);
  await drawing(page).press('Shift+ArrowRight');
  await expect(page.getByRole('complementary', { name: 'Selection' }).getByText('2 selected')).toBeVisible();
  await drawing(page).press('Escape');
  await page.goto(`${FIXTURE_PATH}&sel=app:shop/cart@v1`);
  await drawing(page).press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Hide by name' }).click();
  await expect(page).toHaveURL(/hide=name/);
  await expect(page.getByText(/\d+ hidden/)).toBeVisible();
});

test('the drawing is saved as shapes with all its names', async ({ page }) => {
  await serveFixtureGraph(page);
  await page.goto(FIXTURE_PATH);
  await expect(drawing(page)).toBeVisible();
  await page.getByRole('button', { name: 'Save the drawing' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Shapes (SVG)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^meshscope-graph-versionedApp-[-\dT]+Z\.svg$/);
});

test('a view is kept for everybody, shown on the wall, and forgotten', async ({ page }) => {
  const name = `by service ${Date.now()}`;
  await page.goto('/graph?type=service&time=0');
  await expect(drawing(page)).toBeVisible();
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('textbox', { name: 'Name of this view' }).fill(name);
  await page.getByRole('button', { name: 'Keep this view' }).click();
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  await page.goto('/graph?type=service&time=0&wall=3600');
  const wall = page.getByRole('region', { name: 'Wall' });
  await expect(wall.getByRole('heading', { name })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(wall).toBeHidden();
  await expect(page).toHaveURL(/type=service/);
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('button', { name: `Forget ${name}` }).click();
  await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
});

test('timeline and wall have no accessibility violations', async ({ page }) => {
  await serveFixtureGraph(page);
  for (const path of [FIXTURE_PATH.replace('&time=0', ''), `${FIXTURE_PATH}&wall=3600`]) {
    await page.goto(path);
    await expect(drawing(page)).toBeVisible();
    await expectAccessible(page);
  }
});
