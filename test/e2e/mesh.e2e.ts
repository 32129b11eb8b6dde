import { type Agent, getAgents } from '@/lib/protocol/api/agents';
import { retentionSchema } from '@/lib/protocol/api/console';
import { expect, expectAccessible, test } from './support/console-test';

test.describe('Mesh', () => {
  test('lists every connected agent with its state and configuration', async ({ page, request }) => {
    const answer = getAgents.response.parse(await (await request.get('/api/agents')).json()) as {
      agents: Agent[];
    };
    await page.goto('/mesh');
    const table = page.getByRole('table', { name: 'Agents' });
    for (const { workload } of answer.agents.filter((agent) => agent.connected)) {
      await expect(table.getByRole('button', { name: workload })).toBeVisible();
    }
    await expect(table.getByText('Synced', { exact: true }).first()).toBeVisible();
    await expect(table.getByText('Ready').first()).toBeVisible();
  });

  test('finds an agent and opens what it says of itself', async ({ page }) => {
    await page.goto('/mesh');
    await page.getByRole('searchbox', { name: 'Find agents' }).fill('reviews v3');
    const row = page.getByRole('table', { name: 'Agents' }).getByRole('button', { name: /^reviews-v3/ });
    await row.click();
    const panel = page.getByRole('complementary', { name: 'Agent' });
    await expect(panel.getByText(/Runs the newest configuration/)).toBeVisible();
    await expect(panel.getByText(/^Lost nothing/)).toBeVisible();
    await expect(page).toHaveURL(/agent=/);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });

  test('tells how the console and its database are', async ({ page }) => {
    await page.goto('/mesh?view=console');
    const database = page.getByRole('region', { name: 'Database' });
    await expect(database).toContainText('Up');
    await expect(page.getByRole('region', { name: 'Ingest' })).toContainText('Log lines');
  });

  test('shows what a change of retention does before it is saved, and can undo it', async ({
    page,
    request,
  }) => {
    test.slow();
    const read = async () =>
      retentionSchema.parse(await (await request.get('/api/settings/retention')).json());
    const before = await read();
    const hours = before.logsHours === 48 ? 72 : 48;
    await page.goto('/mesh?view=storage');
    try {
      await page.getByRole('textbox', { name: 'Access logs', exact: true }).fill(`${hours}h`);
      await page.getByRole('button', { name: 'Review the change' }).click();
      const dialog = page.getByRole('dialog', { name: 'Change how long data is kept' });
      await expect(dialog).toContainText('Nothing that is stored is dropped.');
      await dialog.getByRole('button', { name: 'Keep as it is' }).click();
      expect(await read()).toEqual(before);
      await page.getByRole('button', { name: 'Review the change' }).click();
      await dialog.getByRole('button', { name: 'Save retention' }).click();
      await expect.poll(read).toEqual({ ...before, logsHours: hours });
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect.poll(read).toEqual(before);
    } finally {
      await request.put('/api/settings/retention', { data: before });
    }
  });

  test('says what is wrong with a number of the form', async ({ page }) => {
    await page.goto('/mesh?view=storage');
    await page.getByRole('textbox', { name: 'Spans', exact: true }).fill('soon');
    await expect(page.getByText('Like 24h or 7d')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Review the change' })).toBeDisabled();
  });

  test('is accessible', async ({ page }) => {
    for (const view of ['agents', 'console', 'storage']) {
      await page.goto(`/mesh?view=${view}`);
      await expect(page.getByRole('tab', { selected: true })).toBeVisible();
      await expectAccessible(page);
    }
  });
});

test.describe('the proxy of a workload', () => {
  test('opens from its page and shows the routes that carry out a rule', async ({ page }) => {
    await page.goto('/workloads/bookinfo/productpage-v1');
    await page.getByRole('link', { name: 'Proxy' }).click();
    await expect(page).toHaveURL(/\/workloads\/bookinfo\/productpage-v1\/proxy/);
    const routes = page.getByRole('table', { name: 'Routes' });
    await page.getByRole('searchbox', { name: 'Find routes' }).fill('reviews.bookinfo VirtualService');
    await expect(routes.getByRole('row').nth(1)).toContainText('reviews.bookinfo:');
    await expect(routes.getByRole('link', { name: /^reviews spec\.http/ }).first()).toBeVisible();
  });

  test('shows clusters, endpoints, listeners and certificates, each in reach of everybody', async ({
    page,
  }) => {
    await page.goto('/workloads/bookinfo/productpage-v1/proxy');
    for (const [tab, shown] of [
      ['Clusters', /reviews\.bookinfo/],
      ['Endpoints', /reviews-v2/],
      ['Listeners', /Inbound: calls to the workload/],
      ['Certificates', /spiffe:\/\/cluster\.local\/ns\/bookinfo/],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('table', { name: tab }).getByText(shown).first()).toBeVisible();
    }
    await page.getByRole('tab', { name: 'Routes' }).click();
    await expect(page.getByRole('table', { name: 'Routes' }).getByRole('row').nth(1)).toBeVisible();
    await expectAccessible(page);
  });

  test('says so when no such proxy is connected', async ({ page }) => {
    await page.goto('/workloads/bookinfo/nobody-v1/proxy');
    await expect(page.getByText('No proxy of nobody-v1 is connected')).toBeVisible();
  });
});
