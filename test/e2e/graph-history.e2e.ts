import type { Page } from '@playwright/test';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { expect, test } from './support/console-test';

/** Nobody calls it, so a rule that leads nowhere harms nobody. */
const [NAMESPACE, NAME] = ['back-office', 'reports'];
const RULE = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${NAME}-in-time, namespace: ${NAMESPACE}}
spec:
  hosts: [${NAME}]
  http:
    - timeout: 3s
      route: [{destination: {host: ${NAME}, subset: v9}}]
`;
const PATH = `/graph?range=10s&track=15m&sel=app:${NAMESPACE}/${NAME}@v1`;

const panel = (page: Page) => page.getByRole('complementary', { name: 'Selected node' });
const finding = (page: Page) => panel(page).getByText(/Its configuration has \d+ error/);
const badge = (page: Page) => panel(page).getByText('Requests have a timeout');
const thumb = (page: Page) => page.getByRole('slider', { name: 'Window in time' });

/** Moves the window back by its own length, and looks whether the signs are there, or are not. */
async function stepBack(page: Page, count: 0 | 1): Promise<void> {
  await thumb(page).press('Shift+ArrowLeft');
  await expect(page).toHaveURL(/range=\d{4}-\d\d-\d\dT[\d:.]+Z~/);
  await expect(panel(page).getByText(NAME).first()).toBeVisible({ timeout: 5_000 });
  await expect(badge(page)).toHaveCount(count, { timeout: 5_000 });
  await expect(finding(page)).toHaveCount(count, { timeout: 5_000 });
}

test.describe('The graph over a change of configuration', () => {
  test.describe.configure({ timeout: 180_000 });
  const remove = `/api/config/objects/VirtualService/${NAMESPACE}/${NAME}-in-time`;
  test.afterEach(async ({ request }) => {
    await request.delete(remove);
  });

  test('signs come with the change, are gone before it, and stay with the past when it is undone', async ({
    page,
    request,
  }) => {
    await page.goto(PATH);
    await expect(panel(page)).toBeVisible();
    await expect(badge(page)).toHaveCount(0);
    const answer = await request.post('/api/config/apply', { data: { yaml: RULE, reason: 'a test' } });
    applyConfig.response.parse(await answer.json());
    await expect(badge(page)).toBeVisible();
    await expect(finding(page)).toBeVisible();

    await expect(() => stepBack(page, 0)).toPass();
    // One window back from now is past the change as soon as that is old enough.
    await expect(async () => {
      await thumb(page).press('End');
      await expect(page).toHaveURL(/range=10s/);
      await stepBack(page, 1);
    }).toPass();
    const then = page.url();
    await request.delete(remove);
    await page.goto(PATH);
    await expect(panel(page)).toBeVisible();
    await expect(badge(page)).toHaveCount(0);
    await expect(finding(page)).toHaveCount(0);
    await page.goto(then);
    await expect(badge(page)).toBeVisible();
    await expect(finding(page)).toBeVisible();
  });
});
