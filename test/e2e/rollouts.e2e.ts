import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { getConfig } from '@/lib/protocol/api/config-objects';
import { postRollout } from '@/lib/protocol/api/rollouts';
import { expect, expectAccessible, test } from './support/console-test';

/** A service of the demo with three versions; these tests share it, so they run one after the other. */
const RULE = `# Kept by hand
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: bookinfo
spec:
  hosts: [reviews]
  http:
    - route:
        - destination:
            host: reviews
            subset: v1
          weight: 90 # most of it
        - destination:
            host: reviews
            subset: v2
          weight: 10
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: reviews
  namespace: bookinfo
spec:
  host: reviews
  subsets:
    - name: v1
      labels: {version: v1}
    - name: v2
      labels: {version: v2}
`;

const SPLIT = '/rollouts/split/bookinfo/reviews';

async function setRule(request: APIRequestContext): Promise<void> {
  const answer = await request.post('/api/config/apply', { data: { yaml: RULE, reason: 'a test' } });
  applyConfig.response.parse(await answer.json());
}

async function ruleText(request: APIRequestContext): Promise<string> {
  const answer = await request.get('/api/config/objects/VirtualService/bookinfo/reviews');
  return (getConfig.response.parse(await answer.json()) as { yaml: string }).yaml;
}

const share = (page: Page, version: string): Locator =>
  page.getByRole('slider', { name: `Share of ${version}` });

/** The middle of a handle, and the middle of its track at a share. */
async function places(thumb: Locator, percent: number) {
  await thumb.scrollIntoViewIfNeeded();
  const handle = await thumb.boundingBox();
  const track = await thumb.locator('xpath=ancestor::*[@data-orientation][1]').boundingBox();
  if (handle === null || track === null) throw new Error('The slider is not on the page');
  const y = handle.y + handle.height / 2;
  return {
    from: { x: handle.x + handle.width / 2, y },
    to: { x: track.x + handle.width / 2 + ((track.width - handle.width) * percent) / 100, y },
  };
}

async function dragWithMouse(page: Page, thumb: Locator, percent: number): Promise<void> {
  const { from, to } = await places(thumb, percent);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

async function dragWithFinger(page: Page, thumb: Locator, percent: number): Promise<void> {
  const { from, to } = await places(thumb, percent);
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [from]);
  for (const part of [0.25, 0.5, 0.75, 1]) {
    await touch('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y }]);
  }
  await touch('touchEnd', []);
}

test.describe.configure({ mode: 'default' });

test.describe('Shifting traffic by hand', () => {
  test.beforeEach(async ({ page, request }) => {
    await setRule(request);
    await page.goto(SPLIT);
    await expect(share(page, 'v2')).toHaveAttribute('aria-valuenow', '10');
  });

  test('drags with the mouse, writes the rule, sees the agents take it, and undoes', async ({
    page,
    request,
  }) => {
    await dragWithMouse(page, share(page, 'v2'), 60);
    const now = Number(await share(page, 'v2').getAttribute('aria-valuenow'));
    expect(now).toBeGreaterThan(50);
    expect(now).toBeLessThan(70);
    await expect(share(page, 'v1')).toHaveAttribute('aria-valuenow', String(100 - now));
    const changes = page.getByRole('region', { name: 'Changes of VirtualService reviews' });
    await expect(changes).toContainText(`weight: ${now}`);
    await expect(changes).toContainText('# most of it');
    expect(await ruleText(request)).toContain('weight: 90 # most of it');
    await page.getByRole('button', { name: `Shift ${now} % to v2` }).click();
    await expect(page.getByText(/(\d+) of \1 agents have taken it\./)).toBeVisible();
    expect(await ruleText(request)).toContain(`weight: ${100 - now} # most of it`);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.getByText(/^Undone/)).toBeVisible();
    await expect(share(page, 'v2')).toHaveAttribute('aria-valuenow', '10');
    expect(await ruleText(request)).toContain('weight: 90 # most of it');
  });

  test('takes arrow keys, Page Up, Home, End and a typed number', async ({ page }) => {
    const slider = share(page, 'v2');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await expect(slider).toHaveAttribute('aria-valuenow', '11');
    await page.keyboard.press('PageUp');
    await expect(slider).toHaveAttribute('aria-valuenow', '21');
    await page.keyboard.press('End');
    await expect(slider).toHaveAttribute('aria-valuenow', '100');
    await expect(share(page, 'v1')).toHaveAttribute('aria-valuenow', '0');
    await page.keyboard.press('Home');
    await expect(slider).toHaveAttribute('aria-valuenow', '0');
    await expect(slider).toHaveAttribute('aria-valuetext', /^0 %, 10 % now/);
    await page.getByRole('textbox', { name: 'Share of v2 in per cent' }).fill('33');
    await page.keyboard.press('Enter');
    await expect(slider).toHaveAttribute('aria-valuenow', '33');
  });

  test('adds a version with its subset, and keeps a locked share', async ({ page }) => {
    await page.getByRole('button', { name: 'Add v3' }).click();
    await page.getByRole('button', { name: 'Keep the share of v1' }).click();
    await page.getByRole('button', { name: '5 %', exact: true }).click();
    await expect(share(page, 'v1')).toHaveAttribute('aria-valuenow', '90');
    await expect(share(page, 'v2')).toHaveAttribute('aria-valuenow', '5');
    await expect(share(page, 'v3')).toHaveAttribute('aria-valuenow', '5');
    await expect(page.getByRole('region', { name: 'Changes of DestinationRule reviews' })).toContainText(
      'v3',
    );
  });

  test('shows the callers and the versions, and is accessible', async ({ page }) => {
    await expect(page.getByRole('table', { name: 'Versions side by side' })).toContainText('v1');
    await expect(page.getByText('productpage-v1')).toBeVisible();
    await share(page, 'v2').focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText('Checked: nothing is wrong with it')).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('A change of somebody else', () => {
  test.use({ expectedStatus: 409 });

  test('is never overwritten', async ({ page, request }) => {
    await setRule(request);
    await page.goto(SPLIT);
    await share(page, 'v2').focus();
    await page.keyboard.press('PageUp');
    const yaml = RULE.replace('weight: 90', 'weight: 70').replace('weight: 10', 'weight: 30');
    await request.post('/api/config/apply', { data: { yaml, reason: 'somebody else' } });
    await page
      .getByRole('button', { name: 'Shift 20 % to v2' })
      .click({ timeout: 2_000, noWaitAfter: true })
      .catch(() => undefined);
    await expect(page.getByText('Nothing has been overwritten.')).toBeVisible();
    expect(await ruleText(request)).toContain('weight: 70');
    await page.getByRole('button', { name: 'Show what is there now' }).click();
    await expect(share(page, 'v2')).toHaveAttribute('aria-valuenow', '30');
  });
});

test.describe('On a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('the slider follows the finger', async ({ page, request }) => {
    await setRule(request);
    await page.goto(SPLIT);
    await expect(share(page, 'v2')).toHaveAttribute('aria-valuenow', '10');
    await dragWithFinger(page, share(page, 'v2'), 60);
    await expect
      .poll(async () => Number(await share(page, 'v2').getAttribute('aria-valuenow')))
      .toBeGreaterThan(50);
  });
});

test.describe('Rollouts', () => {
  test('are planned, started, watched and aborted', async ({ page, request }) => {
    await setRule(request);
    await page.goto('/rollouts/new?service=bookinfo%2Freviews');
    await page.getByRole('combobox', { name: 'Canary version' }).click();
    await page.getByRole('option', { name: 'v2' }).click();
    const starts = page.getByRole('button', { name: 'Start shifting to v2' });
    await page.getByRole('textbox', { name: 'Share of step 1' }).fill('500');
    await expect(page.getByText('from 0 to 100')).toBeVisible();
    await expect(starts).toBeDisabled();
    await page.getByRole('textbox', { name: 'Share of step 1' }).fill('20');
    await expect(starts).toBeEnabled();
    await page.getByRole('switch', { name: 'Users who have met v2 stay with it' }).click();
    await page.getByRole('button', { name: 'Own gate' }).first().click();
    await page.getByRole('menuitem', { name: 'Failed requests' }).click();
    await page.getByRole('textbox', { name: 'Share of gate 1 of step 2' }).fill('5');
    await page.getByRole('button', { name: 'Move step 1 down' }).click();
    await page.getByRole('button', { name: 'Move step 2 up' }).click();
    await expect(page.getByRole('region', { name: 'Changes of VirtualService reviews' })).toContainText(
      /weight: 90 # most of it.*set-cookie: /s,
    );
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Start shifting to v2' }).click();
    await expect(page.getByRole('heading', { name: 'reviews: v1 to v2', level: 1 })).toBeVisible();
    await expect(page.getByRole('img', { name: 'v2 has 20 %, v1 the rest' })).toBeVisible();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(page.getByText('Paused', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Abort', exact: true }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('enough seen');
    await page.getByRole('button', { name: 'Put it back as it was' }).click();
    await expect(page.getByText('Rolled back', { exact: true })).toBeVisible();
    await expect(page.getByText('The requests went back. Now: v1 90 %, v2 10 %.')).toBeVisible();
    expect(await ruleText(request)).toContain('weight: 90 # most of it');
    await expect(page.getByRole('list', { name: 'Story' })).toContainText('enough seen');
    await page.goto('/rollouts');
    const past = page.getByRole('list', { name: 'Past rollouts' });
    await expect(past.getByRole('listitem').first()).toContainText('enough seen');
    await expectAccessible(page);
  });

  test('are rolled back by a gate that fails, and the page says why, with the evidence', async ({
    page,
    request,
  }) => {
    await setRule(request);
    const service = { namespace: 'bookinfo', name: 'reviews' };
    const plan = {
      service,
      target: { kind: 'VirtualService', ...service, rule: 0 },
      stable: { host: 'reviews', subset: 'v1', version: 'v1' },
      canary: { host: 'reviews', subset: 'v2', version: 'v2' },
      steps: [
        { kind: 'weight', percent: 50 },
        { kind: 'analysis', seconds: 600 },
      ],
      // No answer comes in that time: it fails with the first requests.
      gates: [{ kind: 'latency', against: 'bound', quantile: 0.5, boundMs: 0.001 }],
      significance: 0.05,
      maxSeconds: 1_200,
    };
    const answer = await request.post('/api/rollouts', { data: { plan } });
    const { id } = postRollout.response.parse(await answer.json());
    await page.goto(`/rollouts/${id}`);
    await expect(page.getByText('Rolled back', { exact: true })).toBeVisible({ timeout: 90_000 });
    const told = page.getByRole('list', { name: 'Story' });
    const verdict = /^The canary answers in p50 .*, the bound is 0 ms: worse, with 95 % certainty\.$/;
    await expect(told.getByText(verdict)).toBeVisible();
    await expect(page.getByText('Failed', { exact: true })).toBeVisible();
    await expect(page.getByText(/would have been as good as the bound/)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Gates at the end' })).toContainText(
      /% of [\d,]+ requests too slow/,
    );
    expect(await ruleText(request)).toContain('weight: 100 # most of it');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Replay on the graph' }).click();
    await expect(page).toHaveURL(/\/graph\?.*range=.*find=app/);
    await expect(page.getByRole('application', { name: /Traffic graph: \d+ nodes/ })).toBeVisible();
    const story = page.getByRole('toolbar', { name: 'What happened' });
    await expect(story.getByRole('button', { name: /[Rr]ollout/ }).first()).toBeVisible();
    const start = page.url();
    await page.keyboard.press('p');
    await expect(page.getByRole('button', { name: 'Pause the replay' })).toBeVisible();
    await expect(page).not.toHaveURL(start);
  });

  test('take over a plan of Flagger and say what was left', async ({ page, request }) => {
    await setRule(request);
    await page.goto('/rollouts/new?service=bookinfo%2Freviews');
    await page.getByRole('button', { name: 'From Flagger or Argo' }).click();
    await page
      .getByRole('textbox', { name: 'YAML of the Canary or Rollout' })
      .fill(
        'apiVersion: flagger.app/v1beta1\nkind: Canary\nmetadata: {name: reviews, namespace: bookinfo}\nspec:\n  service: {port: 9080}\n  analysis:\n    interval: 30s\n    threshold: 3\n    maxWeight: 40\n    stepWeight: 20\n    metrics:\n      - name: request-success-rate\n        thresholdRange: {min: 98}\n        interval: 30s\n',
      );
    await page.getByRole('button', { name: 'Read it' }).click();
    await expect(page.getByText(/steps and 1 gates are in the plan now/)).toBeVisible();
    await page.getByRole('button', { name: 'Look at the plan' }).click();
    await expect(page.getByRole('textbox', { name: 'Share of step 1' })).toHaveValue('20');
  });

  test('an address without a good token approves nothing', async ({ page, request }) => {
    const answer = await request.post('/api/rollout-approvals', { data: { token: 'x' } });
    expect(answer.ok()).toBe(false);
    await page.goto('/rollouts/approve');
    await expect(page.getByRole('button', { name: 'Approve this step' })).toBeDisabled();
    await expectAccessible(page);
  });
});
