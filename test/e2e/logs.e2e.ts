import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { getLogs } from '@/lib/protocol/api/logs';
import { expect, expectAccessible, test } from './support/console-test';

const linesOf = (page: Page) => page.getByRole('table', { name: 'Log lines' });
const firstTime = (page: Page) => linesOf(page).getByRole('button').first();

test.describe('Logs', () => {
  test('follow the mesh live', async ({ page }) => {
    await page.goto('/logs');
    await expect(firstTime(page)).toBeVisible();
    const before = await firstTime(page).textContent();
    await expect(firstTime(page)).not.toHaveText(before ?? '');
    await expect(page.getByRole('img', { name: /^Log lines over time: \d+ 2xx/ })).toBeVisible();
  });

  test('hold still when asked and count what waits', async ({ page }) => {
    await page.goto('/logs');
    await expect(firstTime(page)).toBeVisible();
    await page.getByRole('button', { name: 'Stop following' }).click();
    const held = await firstTime(page).textContent();
    await expect(page.getByRole('button', { name: /^[1-9]\d* ?new lines?$/ })).toBeVisible();
    await expect(firstTime(page)).toHaveText(held ?? '');
    await page.getByRole('button', { name: /new lines?$/ }).click();
    await expect(page.getByRole('button', { name: 'Stop following' })).toBeVisible();
    await expect(firstTime(page)).not.toHaveText(held ?? '');
  });

  test('take a query over any field: completed while it is written, marked where it is wrong', async ({
    page,
  }) => {
    await page.goto('/logs');
    const query = page.getByRole('combobox', { name: 'Search the log' });
    await query.pressSequentially('colour = red');
    await expect(page.getByText('There is no field "colour"')).toBeVisible();
    await query.fill('');
    await query.pressSequentially('service = rat');
    await page.getByRole('option', { name: /^ratings/ }).click();
    await query.pressSequentially('and code < 400');
    await expect(page).toHaveURL(/q=service/);
    const rows = linesOf(page)
      .getByRole('row')
      .filter({ has: page.getByRole('button') });
    await expect(rows.first()).toContainText('ratings');
    for (const row of (await rows.allTextContents()).slice(0, 10)) expect(row).toContain('ratings');
  });

  test('show only lines that meet the conditions, which the address keeps', async ({ page }) => {
    await page.goto('/logs');
    const service = page.getByRole('combobox', { name: 'Service' });
    await service.fill('ratings');
    await service.press('Enter');
    await expect(page).toHaveURL(/service=ratings/);
    const rows = linesOf(page)
      .getByRole('row')
      .filter({ has: page.getByRole('button') });
    await expect(rows.first()).toContainText('ratings');
    for (const row of (await rows.allTextContents()).slice(0, 10)) expect(row).toContain('ratings');
    await page.getByRole('combobox', { name: 'Search the log' }).fill('no-line-has-these-words');
    await expect(page.getByText(/^No line in the last 5m meets all conditions/)).toBeVisible();
    await page.getByRole('button', { name: 'Remove all conditions' }).click();
    await expect(firstTime(page)).toBeVisible();
  });

  test('open a line with all it says, and lead to its trace', async ({ page }) => {
    await page.goto('/logs?code=2xx');
    await firstTime(page).click();
    const detail = linesOf(page)
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: 'Open trace' }) });
    await expect(detail).toContainText(/answered 2\d\d/);
    await expect(detail.getByText('upstream_cluster', { exact: true })).toBeVisible();
    await expect(page).toHaveURL(/line=/);
    await detail.getByRole('link', { name: 'Open trace' }).click();
    await expect(page).toHaveURL(/\/traces\/[0-9a-f]{32}\?.*span=[0-9a-f]{16}/);
    await expect(page.getByRole('complementary', { name: 'Span' })).toBeVisible();
  });

  test('read older lines page by page', async ({ page }) => {
    await page.goto('/logs?range=1h');
    await page.getByRole('button', { name: 'Stop following' }).click();
    await expect(page.getByRole('button', { name: 'Load older lines' })).toBeVisible({ timeout: 45_000 });
    const count = async () => Number(await linesOf(page).getAttribute('aria-rowcount'));
    const before = await count();
    await page.getByRole('button', { name: 'Load older lines' }).click();
    await expect.poll(count).toBeGreaterThan(before + 50);
  });

  test('hold all lines of the window that meet a condition, seldom ones too', async ({ page, request }) => {
    const query = 'window=900&code=4xx&limit=200';
    await expect(async () => {
      const answer = getLogs.response.parse(await (await request.get(`/api/logs?${query}`)).json());
      expect((answer as { lines: unknown[] }).lines.length).toBeGreaterThan(10);
    }).toPass({ timeout: 50_000 });
    const stored = getLogs.response.parse(await (await request.get(`/api/logs?${query}`)).json()) as {
      lines: unknown[];
    };
    await page.goto('/logs?range=15m&code=4xx');
    const rows = async () => Number(await linesOf(page).getAttribute('aria-rowcount')) - 1;
    await expect.poll(rows).toBeGreaterThanOrEqual(Math.floor(stored.lines.length * 0.9));
  });

  test('fold paths into patterns', async ({ page }) => {
    await page.goto('/logs?view=patterns');
    await expect(page.getByRole('table', { name: 'Path patterns' }).getByText('/reviews/{n}')).toBeVisible();
  });

  test('hand over the lines as a file', async ({ page }) => {
    await page.goto('/logs');
    await expect(firstTime(page)).toBeVisible();
    await page.getByRole('button', { name: 'Stop following' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download JSON lines' }).click(),
    ]);
    const rows = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
    expect(JSON.parse(rows[0] ?? '')).toHaveProperty('upstream_cluster');
  });

  test('are accessible', async ({ page }) => {
    await page.goto('/logs');
    await firstTime(page).click();
    await expect(page.getByRole('link', { name: 'Open trace' })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/logs?view=patterns');
    await expect(page.getByRole('table', { name: 'Path patterns' })).toBeVisible();
    await expectAccessible(page);
  });
});
