import type { Page } from '@playwright/test';
import { formatEdge } from '@/lib/mesh/graph/node-id';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { getSignals } from '@/lib/protocol/api/signals';
import { getTrace } from '@/lib/protocol/api/traces';
import { ChainMesh } from '../integration/support/chain-mesh';
import { expect, expectAccessible, test } from './support/console-test';
import { reportOwnSpans } from './support/report-own-spans';

/** entry -> hop-1 -> hop-2 -> hop-3, and a connection pool in front of hop-3. */
const HOPS = 3;
const NAMESPACE = 'why';
/** What runs at once, so that a pool of one connection has too little and one of a hundred enough. */
const WIDTH = 6;
/** A dozen real processes and a browser: seconds on a calm machine, minutes on one that does much else. */
const PATIENCE_MS = 420_000;
/** Spans of a request that the pool of hop-2's sidecar turns away: hop-3 never sees it. */
const SPANS_TURNED_AWAY = HOPS * 2 - 1;
/** Where the span of hop-2's sidecar stands in the tree: below two spans of each hop before it. */
const SIDECAR_LEVEL = HOPS + 1;

const pool = (connections: number) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: hop-3, namespace: ${NAMESPACE}}
spec:
  host: hop-3
  trafficPolicy:
    connectionPool:
      tcp: {maxConnections: ${connections}}
      http: {http1MaxPendingRequests: ${connections}}
`;

const FIRST_EDGE = formatEdge('workload:why/entry', 'service:why/hop-1', 'http');

let mesh: ChainMesh;
let isSending = true;
let traffic: Promise<unknown>;

/** Real sidecars, a console that samples 1 %, and a change that leaves the pool one connection while traffic goes on. */
test.beforeAll(async () => {
  test.setTimeout(PATIENCE_MS);
  mesh = await ChainMesh.start(HOPS, { namespace: NAMESPACE, consoleArgs: ['--sampling', '1'] });
  await mesh.console.post(applyConfig, { yaml: pool(100), reason: 'room for everybody' });
  traffic = Promise.all(Array.from({ length: WIDTH }, keepSending));
  await expect.poll(goodSeconds, { timeout: 60_000 }).toBeGreaterThanOrEqual(15);
  await mesh.console.post(applyConfig, { yaml: pool(1), reason: 'save connections' });
});

test.afterAll(async () => {
  isSending = false;
  await traffic;
  await mesh?.close();
});

async function keepSending(): Promise<void> {
  while (isSending) {
    await mesh.send('/status/200?delay=30');
    // A refusal comes at once: without a rest the test would be a flood.
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** Seconds of traffic without a failure that the console has counted: what a change can be told from. */
async function goodSeconds(): Promise<number> {
  const { groups } = await mesh.console.get(getSignals, { of: 'service:why/hop-3', window: 60 });
  return groups[0]?.points.filter(({ rate }) => rate > 0).length ?? 0;
}

test.describe('From a red edge to its cause', () => {
  test('Why names the revision that did it, and each part of the answer leads to its evidence', async ({
    page,
  }) => {
    test.setTimeout(PATIENCE_MS);
    await openRedEdge(page);
    await page.getByRole('link', { name: 'Why', exact: true }).click();
    const why = page.getByRole('region', { name: 'Why' });
    await expect(why.getByText('Connection pool full').first()).toBeVisible({ timeout: 60_000 });
    const sentence = why
      .getByRole('paragraph')
      .filter({ hasText: /^hop-3: the connection pool is full/ })
      .first();
    await expect(sentence).toContainText(/calls from hop-2-v1, since/);
    await expect(sentence).toContainText(/revision \d+ set \w+ to 1/);
    const edgePage = page.url();

    await sentence.getByRole('link', { name: /^revision \d+ set/ }).click();
    await expect(page).toHaveURL(/\/config\/DestinationRule\/why\/hop-3\?.*tab=history/);
    await expect(page.getByText('save connections').first()).toBeVisible();

    await page.goto(edgePage);
    await why.getByRole('link', { name: 'Failing requests in the access logs' }).first().click();
    await expect(page).toHaveURL(/\/logs\?.*flag=UO/);
    await expect(page.getByRole('table', { name: 'Log lines' }).getByText('503').first()).toBeVisible();

    await page.goto(edgePage);
    await why
      .getByRole('link', { name: /^A failing trace/ })
      .first()
      .click();
    await expect(page).toHaveURL(/\/traces\/[0-9a-f]{32}/);
    const spans = page.getByRole('tree', { name: 'Spans' }).getByRole('treeitem');
    await expect(spans).toHaveCount(SPANS_TURNED_AWAY);
    await expect(page.getByRole('region', { name: 'Why' })).toContainText('hop-3');

    // The application has its own spans of the same request, and its own clients to send them.
    const traceId = /[0-9a-f]{32}/.exec(page.url())?.[0] ?? '';
    const { spans: reported } = await mesh.console.get(getTrace, {}, { id: traceId });
    const sidecar = reported.find(({ service, kind }) => service === 'hop-2' && kind === 'SERVER');
    await reportOwnSpans(mesh.console.url, { service: 'hop-2', traceId, spanId: sidecar?.span_id ?? '' });
    await page.reload();
    await expect(spans).toHaveCount(SPANS_TURNED_AWAY + 2);
    for (const name of ['check stock', 'read prices']) {
      await expect(spans.filter({ hasText: name })).toHaveAttribute('aria-level', String(SIDECAR_LEVEL + 1));
    }
  });

  test('the calls above it are told as symptoms, and the overview has one open incident', async ({
    page,
  }) => {
    test.setTimeout(PATIENCE_MS);
    await page.goto(`${mesh.console.url}/graph/edge?of=${encodeURIComponent(FIRST_EDGE)}&range=1m`);
    const why = page.getByRole('region', { name: 'Why' });
    await expect(why.getByText(/hop-3: the connection pool is full/).first()).toBeVisible({
      timeout: 60_000,
    });
    await expect(why.getByRole('region', { name: 'Only symptoms' }).getByRole('link').first()).toBeVisible();
    await page.goto(`${mesh.console.url}/`);
    const incident = page
      .getByRole('region', { name: 'Incidents' })
      .getByRole('link', { name: /Open.*Connection pool full: hop-3/ });
    await expect(incident).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page);
    await incident.click();
    await expect(why.getByText('Connection pool full').first()).toBeVisible();
  });

  test('the page of its namespace tells the same, with how it scores and what is open there', async ({
    page,
  }) => {
    test.setTimeout(PATIENCE_MS);
    await page.goto(`${mesh.console.url}/why?of=namespace:${NAMESPACE}&range=1m`);
    await expect(page.getByRole('heading', { name: `What is wrong in ${NAMESPACE}` })).toBeVisible();
    const why = page.getByRole('region', { name: 'Why' });
    await expect(why.getByText(/hop-3: the connection pool is full/).first()).toBeVisible({
      timeout: 60_000,
    });
    await why.getByRole('button', { name: 'How much it explains' }).focus();
    await expect(page.getByRole('tooltip')).toContainText('All points when');
    const incidents = page.getByRole('region', { name: 'Incidents' });
    await expect(incidents.getByRole('link', { name: /Connection pool full: hop-3/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await expectAccessible(page);
  });
});

/** In the table of the graph: who calls hop-3, and that call. */
async function openRedEdge(page: Page): Promise<void> {
  await page.goto(`${mesh.console.url}/graph?view=table&ns=${NAMESPACE}&range=1m`);
  await page
    .getByRole('table', { name: 'Nodes of the graph' })
    .getByRole('button', { name: /hop-2/ })
    .click();
  await page
    .getByRole('complementary', { name: 'Selected node' })
    .getByRole('button', { name: /hop-3/ })
    .click();
  await expect(page.getByRole('complementary', { name: 'Selected edge' })).toBeVisible();
}
