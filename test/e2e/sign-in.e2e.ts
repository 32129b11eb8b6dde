import { ConsoleProcess } from '../integration/support/console-process';
import { expect, expectAccessible, test } from './support/console-test';

const TOKEN = 'only-for-those-who-may';

let guarded: ConsoleProcess;

/** A console that asks who is there. */
test.beforeAll(async () => {
  test.setTimeout(120_000);
  guarded = await ConsoleProcess.start(['--admin-token', TOKEN]);
});
test.afterAll(() => guarded?.close());
test.use({ expectedStatus: 401 });

test('a console with a token asks for it, refuses another, and leads back to where one wanted to go', async ({
  page,
}) => {
  await page.goto(`${guarded.url}/mesh?view=storage`);
  await expect(page.getByRole('heading', { name: 'Sign in to Meshscope' })).toBeVisible();
  await expectAccessible(page);
  const field = page.getByLabel('Password or token');
  await expect(field).toBeFocused();
  await field.fill('a guess');
  await field.press('Enter');
  await expect(field).toHaveAccessibleDescription(/./);
  await expectAccessible(page);
  await field.fill(TOKEN);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/mesh\?view=storage/);
  await expect(page.getByRole('tab', { name: 'Storage and retention' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
});
