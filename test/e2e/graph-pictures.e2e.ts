import type { Locator, Page } from '@playwright/test';
import { countDifferences, expectPicture, isOther } from './support/compare-picture';
import { expect, test } from './support/console-test';
import { FIXTURE_PATH, serveFixtureGraph } from './support/graph-fixture';

test.use({
  viewport: { width: 1440, height: 900 },
  deviceScaleFactor: 1,
  timezoneId: 'UTC',
  locale: 'en-GB',
});

const drawing = (page: Page): Locator => page.getByRole('application', { name: /Traffic graph: \d+ nodes/ });

/** The drawing once it stands still. */
async function takePicture(page: Page): Promise<Buffer> {
  await expect(drawing(page)).toBeVisible();
  await expect(page.getByRole('status', { name: 'Loading the graph' })).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  let picture = await drawing(page).screenshot();
  await expect(async () => {
    const before = picture;
    picture = await drawing(page).screenshot();
    expect(picture.equals(before)).toBe(true);
  }).toPass({ timeout: 30_000 });
  return picture;
}

const STATES = [
  { name: 'whole', search: '' },
  { name: 'down-without-boxes', search: '&layout=down&boxes=' },
  { name: 'selected', search: '&sel=app:shop/orders@v1' },
  { name: 'found', search: '&find=error%20%3E%205&labels=rate,p95' },
  { name: 'compared', search: '&vs=previous' },
  { name: 'legend', search: '&legend=1' },
];

/** In the light those that show every colour there is. */
const IN_LIGHT = ['whole', 'selected', 'legend'];

for (const colorScheme of ['dark', 'light'] as const)
  for (const { name, search } of STATES.filter(
    (one) => colorScheme === 'dark' || IN_LIGHT.includes(one.name),
  ))
    test(`the graph looks as it did: ${name}, ${colorScheme}`, async ({ page, context }, testInfo) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await serveFixtureGraph(page);
      // On the wall the drawing has the whole page: no bar that may grow changes its size.
      await page.goto(`${FIXTURE_PATH}&wall=86400${search}`);
      await expectPicture(context, testInfo, `graph-${name}-${colorScheme}`, await takePicture(page));
    });

test('a picture without one node, or without one edge, is another picture', async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await serveFixtureGraph(page);
  await page.goto(FIXTURE_PATH);
  const whole = await takePicture(page);
  expect(await countDifferences(context, whole, await takePicture(page))).toBe(0);
  await page.getByRole('button', { name: 'Hide by expression' }).click();
  // Hidden by hand, everything else keeps its place: only what is gone makes the difference.
  const hide = page.getByRole('combobox', { name: 'Hide from the graph' });
  for (const expression of ['name = notifications', 'share = 24']) {
    await hide.fill(expression);
    await expect(page).toHaveURL(/hide=/);
    await expect(page.getByText(/nodes, 28 edges/)).toBeHidden();
    expect(isOther(await countDifferences(context, whole, await takePicture(page)))).toBe(true);
    await hide.fill('');
    await expect(page.getByText(/nodes, 28 edges/)).toBeVisible();
  }
});
