import { expect, expectAccessible, test } from './support/console-test';

test.describe('what people decide against what is usual', () => {
  test('tolerances of one object are set, kept, and taken back', async ({ page }) => {
    await page.goto('/services/bookinfo/details');
    const panel = page.getByRole('region', { name: 'Judged by' });
    await expect(panel.getByText('Defaults')).toBeVisible();
    await panel.getByRole('button', { name: 'Change what is tolerated' }).click();
    const dialog = page.getByRole('dialog', { name: 'What is tolerated of details' });
    const serverErrors = dialog.getByRole('group', { name: 'Tolerance of 5XX' });
    await serverErrors.getByRole('textbox', { name: 'Degraded from %' }).fill('30');
    await expect(dialog.getByText('must not be more than what fails')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Judge by these' })).toBeDisabled();
    await serverErrors.getByRole('textbox', { name: 'Failing from %' }).fill('40');
    await dialog.getByRole('button', { name: 'Judge by these' }).click();
    await expect(panel.getByText('5XX of http: degraded from 30 %, failing from 40 %')).toBeVisible();

    await page.reload();
    await expect(panel.getByText('Set by hand')).toBeVisible();
    await expectAccessible(page);
    await panel.getByRole('button', { name: 'Change what is tolerated' }).click();
    await dialog.getByRole('button', { name: 'Back to the defaults' }).click();
    await expect(panel.getByText('Defaults')).toBeVisible();
  });

  test('a template renames what was counted, in the list and in the graph of operations', async ({
    page,
  }) => {
    await page.goto('/services/bookinfo/details');
    const panel = page.getByRole('region', { name: 'Operations' });
    await expect(panel.getByRole('rowheader', { name: /^GET \/details/ }).first()).toBeVisible();
    await panel.getByRole('button', { name: 'Edit templates' }).click();
    const dialog = page.getByRole('dialog', { name: 'Operations of details' });
    const field = dialog.getByRole('textbox', { name: 'Templates, one a line' });
    await field.fill('details');
    await expect(dialog.getByText('must be a method and a path')).toBeVisible();
    await field.fill('* /details/...');
    await expect(dialog.getByRole('listitem').filter({ hasText: '* /details/...' })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Name operations by these' }).click();
    await expect(panel.getByRole('rowheader', { name: '* /details/...' })).toBeVisible();

    // Tables draw only the rows in sight: what the graph is made of is asked for.
    const operations = async () => {
      const answer = await page.request.get('/api/graph?type=operation&window=300&namespaces=bookinfo');
      const { nodes } = (await answer.json()) as { nodes: { name: string }[] };
      return nodes.map(({ name }) => name).filter((name) => name.includes('/details'));
    };
    expect(await operations()).toEqual(['* /details/...']);
    const undone = await page.request.put('/api/operations', {
      data: { namespace: 'bookinfo', name: 'details', templates: [] },
    });
    expect(undone.ok()).toBe(true);
    await page.goto('/services/bookinfo/details');
    await expect(panel.getByRole('rowheader', { name: /^GET \/details/ }).first()).toBeVisible();
  });
});
