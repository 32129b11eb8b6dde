import type { APIRequestContext } from '@playwright/test';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { expectAccessible, expect as quick, test } from './support/console-test';

/** Answers of agents and previews take their time on a machine that does much else. */
const expect = quick.configure({ timeout: 60_000 });

/** A service of the demo in two versions; other tests have the one in three. */
const NAME = 'payments';
const NAMESPACE = 'shop';
const SPLIT = `/rollouts/split/${NAMESPACE}/${NAME}`;
const RULE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${NAME}, namespace: ${NAMESPACE}}
spec:
  hosts: [${NAME}]
  http:
    - route:
        - destination: {host: ${NAME}, subset: v1}
          weight: 90
        - destination: {host: ${NAME}, subset: v2}
          weight: 10
`;
const SUBSETS = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${NAME}, namespace: ${NAMESPACE}}
spec:
  host: ${NAME}
  subsets:
    - {name: v1, labels: {version: v1}}
    - {name: v2, labels: {version: v2}}
`;
/** A route of versions that are services of their own; the header keeps the demo's traffic out of it. */
const HTTP_ROUTE = `# Kept by hand
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${NAME}-api, namespace: ${NAMESPACE}}
spec:
  parentRefs: [{group: "", kind: Service, name: ${NAME}, port: 9080}]
  rules:
    - matches: [{headers: [{name: x-try, value: "yes"}]}]
      backendRefs:
        - {name: ${NAME}-v1, port: 9080, weight: 90}
        - {name: ${NAME}-v2, port: 9080, weight: 10}
`;

async function apply(request: APIRequestContext, yaml: string): Promise<void> {
  const answer = await request.post('/api/config/apply', { data: { yaml, reason: 'a test' } });
  applyConfig.response.parse(await answer.json());
}

async function yamlOf(request: APIRequestContext, kind: string, name = NAME): Promise<string> {
  const answer = await request.get(`/api/config/objects/${kind}/${NAMESPACE}/${name}`);
  return answer.ok() ? (await answer.json()).yaml : '';
}

test.describe.configure({ mode: 'default', timeout: 240_000 });

test.describe('The editor of a split', () => {
  // What the demo itself says of the service.
  let before: string[];
  test.beforeAll(async ({ playwright }) => {
    const request = await playwright.request.newContext({ baseURL: process.env.MESHSCOPE_E2E_URL ?? '' });
    before = [await yamlOf(request, 'VirtualService'), await yamlOf(request, 'DestinationRule')];
    await request.dispose();
  });
  test.beforeEach(({ request }) => apply(request, `${RULE}---\n${SUBSETS}`));
  test.afterAll(async ({ playwright }) => {
    const request = await playwright.request.newContext({ baseURL: process.env.MESHSCOPE_E2E_URL ?? '' });
    await request.delete(`/api/config/objects/VirtualService/${NAMESPACE}/${NAME}`);
    const texts = before.filter((text) => text !== '');
    if (texts.length > 0) await apply(request, texts.join('---\n'));
    await request.dispose();
  });

  test('is reached from the table of services', async ({ page }) => {
    await page.goto(`/services?ns=${NAMESPACE}`);
    await page.getByRole('link', { name: `Shift traffic of ${NAME}` }).click();
    await expect(page.getByRole('heading', { name: `Shift traffic of ${NAME}`, level: 1 })).toBeVisible();
  });

  test('shows what a shift would have done to recorded requests', async ({ page }) => {
    await page.goto(SPLIT);
    await page.getByRole('textbox', { name: 'Share of v2 in per cent' }).fill('60');
    await page.keyboard.press('Enter');
    const preview = page.getByRole('region', { name: 'Preview on recorded requests' });
    await expect(preview.getByText(/would go to payments-v2/)).toBeVisible();
    await expect(preview.getByText('Load before and after')).toBeVisible();
    await expectAccessible(page);
  });

  test('makes a rule with its subsets where there is none', async ({ page, request }) => {
    await request.delete(`/api/config/objects/VirtualService/${NAMESPACE}/${NAME}`);
    await request.delete(`/api/config/objects/DestinationRule/${NAMESPACE}/${NAME}`);
    await page.goto(SPLIT);
    await page.getByRole('button', { name: 'Make a rule for v1, v2' }).click();
    await page.getByRole('textbox', { name: 'Share of v2 in per cent' }).fill('5');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: `Changes of DestinationRule ${NAME}` })).toContainText(
      'v2',
    );
    await page.getByRole('button', { name: 'Create the rule' }).click();
    await expect(page.getByText(/(\d+) of \1 agents have taken it\./)).toBeVisible();
    expect(await yamlOf(request, 'VirtualService')).toMatch(/weight: 95[\s\S]*weight: 5\b/);
    expect(await yamlOf(request, 'DestinationRule')).toContain('version: v2');
  });

  test('leads a header and a cookie to one version, keeps users there, mirrors, and reads it all back', async ({
    page,
    request,
  }) => {
    await page.goto(SPLIT);
    await page.getByText('Header, cookie, mirror, sticky users').click();
    await page.getByRole('combobox', { name: 'Version for chosen requests' }).click();
    await page.getByRole('option', { name: 'v2' }).click();
    await page.getByRole('textbox', { name: 'Header name' }).fill('X-Tester');
    await page.getByRole('textbox', { name: 'Header value' }).fill('yes');
    await page.getByRole('textbox', { name: 'Cookie name' }).fill('beta');
    await page.getByRole('textbox', { name: 'Cookie value' }).fill('on');
    await page.getByRole('spinbutton', { name: 'Mirror, in per cent' }).fill('20');
    await page.getByRole('switch', { name: 'Users who have met v2 stay with it' }).click();
    const changes = page.getByRole('region', { name: `Changes of VirtualService ${NAME}` });
    await expect(changes).toContainText('x-tester');
    await expect(changes).toContainText('meshscope-canary=v2; Path=/; Max-Age=86400; HttpOnly');
    await expect(changes).toContainText('beta=on');
    await page.getByRole('button', { name: 'Write this rule' }).click();
    await expect(page.getByText(/(\d+) of \1 agents have taken it\./)).toBeVisible();
    const yaml = await yamlOf(request, 'VirtualService');
    expect(yaml).toMatch(/mirrors:[\s\S]*subset: v2[\s\S]*value: 20/);
    expect(yaml).not.toContain('&');
    expect(yaml).toContain('weight: 90');
    await page.reload();
    await expect(
      page.getByText(
        /x-tester: yes to v2 · cookie beta=on to v2 · who has met v2 stays · 20 % mirrored to v2/,
      ),
    ).toBeVisible();
  });

  test('edits an HTTPRoute in its own form, comments kept', async ({ page, request }) => {
    await apply(request, HTTP_ROUTE);
    await page.goto(`${SPLIT}`);
    await page.getByRole('radio', { name: /HTTPRoute/ }).click();
    await page.getByRole('textbox', { name: 'Share of v2 in per cent' }).fill('30');
    await page.keyboard.press('Enter');
    const changes = page.getByRole('region', { name: `Changes of HTTPRoute ${NAME}-api` });
    await expect(changes).toContainText('weight: 30');
    await page.getByRole('button', { name: 'Shift 30 % to v2' }).click();
    await expect(page.getByText(/(\d+) of \1 agents have taken it\./)).toBeVisible();
    const yaml = await yamlOf(request, 'HTTPRoute', `${NAME}-api`);
    expect(yaml).toBe(HTTP_ROUTE.replace('weight: 90', 'weight: 70').replace('weight: 10', 'weight: 30'));
    await request.delete(`/api/config/objects/HTTPRoute/${NAMESPACE}/${NAME}-api`);
  });
});
