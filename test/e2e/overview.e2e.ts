import { expect, expectAccessible, test } from './support/console-test';

test.describe('Overview', () => {
  test('shows every namespace with its traffic and what changed', async ({ page }) => {
    await page.goto('/');
    for (const namespace of ['bookinfo', 'shop', 'ingress', 'back-office']) {
      await expect(page.locator('main').getByText(namespace, { exact: true }).first()).toBeVisible();
    }
    await expect(page.getByRole('heading', { name: 'What changed' })).toBeVisible();
    await expect(page.getByText(/joined from/).first()).toBeVisible();
  });

  test('goes anywhere by keyboard', async ({ page }) => {
    await page.goto('/');
    // The heading is in the server's own HTML; the namespace arrives only once the page listens.
    await expect(page.getByText('bookinfo', { exact: true }).first()).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await expect(page).toHaveURL(/\/workloads/);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('ratings');
    await page
      .getByRole('option', { name: /ratings/ })
      .first()
      .click();
    await expect(page).toHaveURL(/ratings/);
  });

  test('has no accessibility violations in either theme', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByText('bookinfo', { exact: true }).first()).toBeVisible();
    await expectAccessible(page);
  });
});
