import { expect, expectAccessible, test } from './support/console-test';

const LISTS = [
  { path: '/applications', known: 'productpage' },
  { path: '/workloads', known: 'reviews-v3' },
  { path: '/services', known: 'api.bank.example.com' },
] as const;

for (const { path, known } of LISTS) {
  test.describe(`the list at ${path}`, () => {
    test('shows what takes part in the mesh, and filters by name in the address', async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole('table').getByText(known, { exact: true })).toBeVisible();
      await page.getByRole('searchbox').first().fill(known);
      await expect(page).toHaveURL(new RegExp(known.split('.')[0] ?? known));
      await expect(page.getByRole('table').getByText('reports', { exact: false })).toHaveCount(0);
    });

    test('has no accessibility violations in either theme', async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole('table').getByText(known, { exact: true })).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('the keyboard leads from the overview into a list and opens a row', async ({ page }) => {
  await page.goto('/');
  // Keys count as soon as the page listens for them.
  await expect(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await expect(page).toHaveURL(/\/services/, { timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole('table').getByText('productpage', { exact: true })).toBeVisible();
  await page.keyboard.press('j');
  const rows = page.getByRole('table').getByRole('row').getByRole('link');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/services\/[^/]+\/[^/?]+/);
});

test.describe('the page of a workload', () => {
  test('opens from the list and shows golden signals by code', async ({ page }) => {
    await page.goto('/workloads');
    await page.getByRole('link', { name: 'reviews-v3' }).click();
    await expect(page).toHaveURL(/\/workloads\/bookinfo\/reviews-v3/);
    await expect(page.getByRole('heading', { name: /reviews-v3/, level: 1 })).toBeVisible();
    await expect(page.getByText('200', { exact: true }).first()).toBeVisible();
  });
});

const DETAILS = [
  { path: '/applications/bookinfo/reviews', name: 'reviews' },
  { path: '/workloads/bookinfo/productpage-v1', name: 'productpage-v1' },
  { path: '/services/bookinfo/ratings', name: 'ratings' },
] as const;

for (const { path, name } of DETAILS) {
  test(`the page at ${path} tells golden signals, accessibly in either theme`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: new RegExp(name), level: 1 })).toBeVisible();
    await expect(page.getByText('200', { exact: true }).first()).toBeVisible();
    await expectAccessible(page);
  });
}
