import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/console-test';
import { findTrace } from './support/find-trace';

test.describe('Traces', () => {
  test('lists the newest traces, and a row opens its trace', async ({ page }) => {
    await page.goto('/traces');
    const table = page.getByRole('table', { name: 'Traces found' });
    const first = table.getByRole('link').first();
    await expect(first).toBeVisible();
    await expect(page.getByRole('img', { name: /^Durations of \d+ traces over time/ })).toBeVisible();
    await page.getByRole('switch', { name: 'Live' }).click();
    await first.click();
    await expect(page).toHaveURL(/\/traces\/[0-9a-f]{32}/);
    await expect(page.getByRole('tree', { name: 'Spans' }).getByRole('treeitem').first()).toBeVisible();
  });

  test('keeps its conditions in the address and takes them away by their chips', async ({ page }) => {
    await page.goto('/traces');
    const service = page.getByRole('combobox', { name: 'Service' });
    await service.fill('reviews');
    await service.press('Enter');
    await expect(page).toHaveURL(/service=reviews/);
    await expect(page.getByRole('table', { name: 'Traces found' }).getByRole('link').first()).toBeVisible();
    await page.getByRole('button', { name: 'Remove: service reviews' }).click();
    await expect(page).not.toHaveURL(/service=/);
  });

  test('takes a query: completed while it is written, marked where it is wrong, kept in the address', async ({
    page,
  }) => {
    await page.goto('/traces');
    await page.getByRole('button', { name: 'Query' }).click();
    const query = page.getByRole('combobox', { name: 'Query (TraceQL)' });
    await query.pressSequentially('{ kind = ser');
    await expect(page.getByRole('option', { name: /^server/ })).toBeVisible();
    await query.press('ArrowDown');
    await query.press('Enter');
    await expect(query).toHaveValue('{ kind = server ');
    await query.pressSequentially('&& duration > 5 }');
    await expect(page.getByText('A duration has a number and a unit: 250ms, 1.5s')).toBeVisible();
    await expect(page).not.toHaveURL(/q=/);
    await query.fill('{ kind = server && resource.service.name = "reviews.bookinfo" }');
    await expect(page).toHaveURL(/q=/);
    await expect(page.getByRole('table', { name: 'Traces found' }).getByRole('link').first()).toBeVisible();
  });

  test('takes a query of whole traces and several sets, and says that no heat map counts it', async ({
    page,
  }) => {
    const query =
      '({ trace:duration > 1ms } && { resource.service.name = "reviews.bookinfo" }) | count() > 2';
    await page.goto(`/traces?q=${encodeURIComponent(query)}`);
    await expect(page.getByRole('table', { name: 'Traces found' }).getByRole('link').first()).toBeVisible();
    await expect(page.getByRole('img', { name: /^Durations of [1-9]\d* traces over time/ })).toBeVisible();
    await page.getByRole('radio', { name: 'Heat map' }).click();
    await expect(page.getByText('this query asks of whole traces')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Traces found' }).getByRole('link').first()).toBeVisible();
  });

  test('counts all spans of the search as a heat map, and narrows by a rectangle of it', async ({ page }) => {
    await page.goto('/traces');
    await page.getByRole('radio', { name: 'Heat map' }).click();
    await expect(page).toHaveURL(/plot=heat/);
    const heat = page.getByRole('img', { name: /^How long [1-9]\d* spans took over time/ });
    await expect(heat).toBeVisible();
    const box = await heat.boundingBox();
    if (box === null) throw new Error('The heat map has no place on the page');
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.7, { steps: 4 });
    await page.mouse.up();
    await expect(page).toHaveURL(/range=[^&]+~/);
    await expect(page).toHaveURL(/min=[\d.]+/);
    await expect(page).toHaveURL(/max=[\d.]+/);
  });

  test('shows what a search has found while it goes on, stops it, and takes it up again', async ({
    page,
  }) => {
    await holdFirstSearch(page);
    await page.goto('/traces?range=15m');
    const table = page.getByRole('table', { name: 'Traces found' });
    const count = async () => Number(await table.getAttribute('aria-rowcount'));
    await expect(table.getByRole('link').first()).toBeVisible();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(page.getByRole('progressbar', { name: 'Searched' })).toBeHidden();
    const before = await count();
    await page.getByRole('button', { name: 'Search on' }).click();
    await expect.poll(count).toBeGreaterThan(before);
  });

  test('keeps a search under a name, for everybody', async ({ page }) => {
    const name = `Failing reviews ${Date.now()}`;
    await page.goto('/traces?service=reviews&status=error');
    await page.getByRole('button', { name: 'Saved searches' }).click();
    await page.getByRole('textbox', { name: 'Name of this search' }).fill(name);
    await page.getByRole('button', { name: 'Keep this search' }).click();
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
    await page.goto('/traces');
    await page.getByRole('button', { name: 'Saved searches' }).click();
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page).toHaveURL(/service=reviews/);
    await expect(page).toHaveURL(/status=error/);
    await page.getByRole('button', { name: 'Saved searches' }).click();
    await page.getByRole('button', { name: `Forget ${name}` }).click();
    await expect(page.getByRole('button', { name, exact: true })).toBeHidden();
  });

  test('lays two traces over each other', async ({ page, request }) => {
    const { traceId } = await findTrace(request, 'service=productpage');
    await page.goto(`/traces/${traceId}`);
    await page.getByRole('link', { name: 'Compare' }).click();
    await expect(page.getByText('Two traces are needed')).toBeVisible();
    const id = page.getByRole('textbox', { name: 'Trace B, by id' });
    await id.fill(traceId);
    await id.press('Enter');
    const table = page.getByRole('table', { name: 'Both traces' });
    await expect(table.getByText('alike').first()).toBeVisible();
    await expect(page.getByText(/0 only in A, 0 only in B/)).toBeVisible();
  });

  test('shows a trace from a file, and says why it cannot', async ({ page, request }) => {
    const { traceId, spans } = await findTrace(request);
    const forms = ['jaeger/api/traces', 'zipkin/api/v2/trace', 'tempo/api/traces'];
    await page.goto('/traces/file');
    const input = page.locator('input[type=file]');
    await input.setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await expect(page.getByText('Cannot read bad.json')).toBeVisible();
    for (const [i, form] of forms.entries()) {
      const buffer = await (await request.get(`/${form}/${traceId}`)).body();
      await input.setInputFiles({ name: `saved-${i}.json`, mimeType: 'application/json', buffer });
      await expect(page.getByText(`From the file saved-${i}.json`)).toBeVisible();
      await expect(page.getByRole('tree', { name: 'Spans' }).getByRole('treeitem')).toHaveCount(spans);
    }
  });

  test('says which conditions nothing meets, and removes them', async ({ page }) => {
    await page.goto('/traces?service=nobody-has-this-name');
    await expect(page.getByText('No trace in the last 5m meets all conditions')).toBeVisible();
    await page.getByRole('button', { name: 'Remove the condition' }).click();
    await expect(page.getByRole('table', { name: 'Traces found' })).toBeVisible();
  });

  test('selects a range of time by a drag in the plot', async ({ page }) => {
    await page.goto('/traces');
    const plot = page.getByRole('img', { name: /^Durations of/ });
    await expect(plot).toBeVisible();
    const box = await plot.boundingBox();
    if (box === null) throw new Error('The plot has no place on the page');
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.4);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.4, { steps: 4 });
    await page.mouse.up();
    await expect(page).toHaveURL(/range=[^&]+~/);
  });

  test('is accessible', async ({ page }) => {
    await page.goto('/traces');
    await expect(page.getByRole('table', { name: 'Traces found' }).getByRole('link').first()).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('A trace', () => {
  test('shows every span, and the keyboard walks, closes and opens them', async ({ page, request }) => {
    const trace = await findTrace(request);
    await page.goto(`/traces/${trace.traceId}`);
    const tree = page.getByRole('tree', { name: 'Spans' });
    const items = tree.getByRole('treeitem');
    await expect(items).toHaveCount(trace.spans);
    await tree.focus();
    await page.keyboard.press(']');
    await expect(items).not.toHaveCount(trace.spans);
    await page.keyboard.press('[');
    await expect(items).toHaveCount(trace.spans);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: 'Span' });
    await expect(panel.getByRole('heading', { name: 'Where the time went' })).toBeVisible();
    await expect(page).toHaveURL(/span=[0-9a-f]{16}/);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });

  test('finds spans and goes from match to match', async ({ page, request }) => {
    const trace = await findTrace(request, 'service=reviews');
    await page.goto(`/traces/${trace.traceId}`);
    await expect(page.getByRole('treeitem').first()).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('reviews');
    await expect(page.getByRole('status').filter({ hasText: /\d+ found|\d+ of \d+/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('treeitem', { selected: true })).toContainText('reviews');
  });

  test('opens at the span of its link, with the access-log line of that span', async ({ page, request }) => {
    const { traceId } = await findTrace(request);
    const answer = (await (await request.get(`/api/traces/${traceId}`)).json()) as {
      spans: { span_id: string }[];
    };
    const span = answer.spans[2];
    await page.goto(`/traces/${traceId}?span=${span?.span_id}`);
    const panel = page.getByRole('complementary', { name: 'Span' });
    await expect(panel.getByText(span?.span_id ?? '', { exact: true })).toBeVisible();
    await expect(panel.getByRole('link').filter({ hasText: 'HTTP/1.1' }).first()).toBeVisible();
  });

  test('explains a failed call in plain words', async ({ page, request }) => {
    test.slow();
    const { traceId } = await findTrace(request, 'status=error', 2);
    await page.goto(`/traces/${traceId}`);
    await expect(page.getByRole('treeitem').first()).toBeVisible();
    await page.keyboard.press('n');
    const panel = page.getByRole('complementary', { name: 'Span' });
    await expect(panel.getByText(/and (got|answered) \d{3}|got no answer/).first()).toBeVisible();
  });

  test('lists the same spans as a table, their statistics and their log lines', async ({ page, request }) => {
    const trace = await findTrace(request);
    await page.goto(`/traces/${trace.traceId}?view=spans`);
    await expect(page.getByRole('table', { name: 'Spans of the trace' })).toHaveAttribute(
      'aria-rowcount',
      String(trace.spans + 1),
    );
    await page.getByRole('tab', { name: 'Statistics' }).click();
    const statistics = page.getByRole('table', { name: 'Statistics of the trace by service' });
    for (const { service } of trace.services)
      await expect(statistics.getByText(service, { exact: true })).toBeVisible();
    await page.getByRole('tab', { name: 'Graph', exact: true }).click();
    await expect(page).toHaveURL(/view=graph/);
    const drawn = page.getByRole('region', { name: 'Graph of the trace' });
    for (const { service, namespace } of trace.services)
      await expect(
        drawn.getByRole('link', { name: new RegExp(`^${service} in ${namespace}: `) }),
      ).toBeVisible();
    await expect(page.getByRole('table', { name: 'Calls between services' })).toBeVisible();
    await page.getByRole('tab', { name: 'Flame graph' }).click();
    await expect(page.getByRole('img', { name: /^Flame graph of/ })).toBeVisible();
    await page.getByRole('tab', { name: /^Logs/ }).click();
    await expect(
      page.getByRole('table', { name: 'Access log of the trace' }).getByRole('button').first(),
    ).toBeVisible();
  });

  test('hands over all its spans as a file', async ({ page, request }) => {
    const trace = await findTrace(request);
    await page.goto(`/traces/${trace.traceId}`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download JSON' }).click(),
    ]);
    const file = JSON.parse(await readFile(await download.path(), 'utf8')) as { spans: unknown[] };
    expect(file.spans).toHaveLength(trace.spans);
  });

  test('zooms by a drag in the overview and back by a key', async ({ page, request }) => {
    const { traceId } = await findTrace(request);
    await page.goto(`/traces/${traceId}`);
    const overview = page.getByRole('group', { name: 'Overview of the trace; drag to zoom' });
    await expect(overview).toBeVisible();
    const box = await overview.boundingBox();
    if (box === null) throw new Error('The overview has no place on the page');
    await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await expect(page).toHaveURL(/zoom=0\.[23]\d*~0\.[56]/);
    await page.getByRole('tree', { name: 'Spans' }).focus();
    await page.keyboard.press('0');
    await expect(page).not.toHaveURL(/zoom=/);
  });

  test('is accessible in every view', async ({ page, request }) => {
    test.slow();
    const { traceId } = await findTrace(request);
    for (const view of ['timeline', 'spans', 'statistics', 'usual', 'flame', 'graph', 'logs']) {
      await page.goto(`/traces/${traceId}?view=${view}`);
      await expect(page.getByRole('tab', { selected: true })).toBeVisible();
      await expectAccessible(page);
    }
  });
});

test.describe('Traces of an unreadable query', () => {
  test.use({ expectedStatus: 400 });

  test('leaves the reason of an unreadable query to its field', async ({ page }) => {
    await page.goto(`/traces?q=${encodeURIComponent('{ trace:id = "x" }')}`);
    await expect(page.getByText('Searches do not know trace:id')).toHaveCount(1);
    await expect(page.getByText('The search waits for its query')).toBeVisible();
  });
});

/** The first search of the page gets its first step and then nothing more until it is stopped, as in a huge store. */
async function holdFirstSearch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const ask = window.fetch.bind(window);
    let isHeld = false;
    window.fetch = async (input, init) => {
      const answer = await ask(input, init);
      if (isHeld || new URL(answer.url).pathname !== '/api/traces') return answer;
      isHeld = true;
      const [step] = (await answer.text()).split('\n');
      const body = new ReadableStream({
        start(held) {
          held.enqueue(new TextEncoder().encode(`${step}\n`));
          init?.signal?.addEventListener('abort', () => held.error(init.signal?.reason));
        },
      });
      return new Response(body, { headers: answer.headers });
    };
  });
}
