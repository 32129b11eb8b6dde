import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { type ConfigDetail, getConfig } from '@/lib/protocol/api/config-objects';
import { BAD_YAML } from '../support/bad-yaml';
import { expect, expectAccessible, test } from './support/console-test';

/** Hosts that nobody calls: these objects change no traffic of the mesh the tests share. */
const NAMESPACE = 'config-tests';

const ROUTES = (name: string) => `# Kept by hand
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: ${NAMESPACE}
  labels:
    team: shop
spec:
  hosts:
    - ${name}
  http:
    - name: main
      timeout: 3s # agreed with the callers
      route:
        - destination:
            host: ${name}
            subset: v1
          weight: 90
        - destination:
            host: ${name}
            subset: v2
          weight: 10
`;

const SUBSETS = (name: string) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ${name}
  namespace: ${NAMESPACE}
spec:
  host: ${name}
  subsets:
    - name: v1
      labels: {version: v1}
    - name: v2
      labels: {version: v2}
`;

async function apply(request: APIRequestContext, yaml: string, reason = 'a test'): Promise<void> {
  const answer = await request.post('/api/config/apply', { data: { yaml, reason } });
  applyConfig.response.parse(await answer.json());
}

async function read(request: APIRequestContext, name: string): Promise<ConfigDetail> {
  const answer = await request.get(`/api/config/objects/VirtualService/${NAMESPACE}/${name}`);
  return getConfig.response.parse(await answer.json()) as ConfigDetail;
}

/** Replaces a piece of the text as somebody would: found, selected, typed over. */
async function retype(page: Page, name: string, line: string, text: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: `YAML of ${name}` });
  await editor.getByText(line, { exact: false }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type(text);
}

/** Replaces the whole text by what stands on the clipboard, as ctrl+v does. */
async function paste(editor: Locator, text: string): Promise<void> {
  await editor.click();
  await editor.press('Control+a');
  await editor.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const TOO_LARGE = `# ${'x'.repeat(10_000_000)}`;

const open = (page: Page, name: string, query = '') =>
  page.goto(`/config/VirtualService/${NAMESPACE}/${name}${query}`);

test.describe('Configuration', () => {
  test('lists what is stored, narrowed by kind, label and words', async ({ page, request }) => {
    await apply(request, `${ROUTES('list')}---\n${SUBSETS('list')}`);
    await page.goto(`/config?ns=${NAMESPACE}`);
    const table = page.getByRole('table', { name: 'Configuration' });
    const rows = table.getByRole('row').filter({ hasText: NAMESPACE }).filter({ hasText: 'list' });
    await expect(rows).toHaveCount(2);
    await page.getByRole('button', { name: 'Kind: All kinds' }).click();
    await page.getByRole('option', { name: /VirtualService/ }).click();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/kind=VirtualService/);
    await expect(rows).toHaveCount(1);
    await page.getByRole('textbox', { name: 'Label filter' }).fill('team=nobody');
    await page.keyboard.press('Enter');
    await expect(page.getByText('No configuration matches the filter')).toBeVisible();
    await page.getByRole('button', { name: 'Show all configuration' }).click();
    await page.getByRole('searchbox', { name: 'Search configuration' }).fill('list team=shop');
    await expect(rows).toHaveCount(1);
    await table.getByRole('link', { name: 'list' }).click();
    await expect(page.getByRole('heading', { name: 'list', level: 1 })).toBeVisible();
  });

  test('shows what is wrong under the cursor while typing, and why', async ({ page, request }) => {
    await apply(request, `${ROUTES('typing')}---\n${SUBSETS('typing')}`);
    await open(page, 'typing');
    await retype(page, 'typing', 'timeout: 3s', 'timeout: soon');
    const findings = page.getByRole('listitem').filter({ hasText: /duration/i });
    await expect(findings.first()).toBeVisible();
    await expect(findings.first()).toHaveAttribute('aria-current', 'true');
    await expect(findings.first()).toContainText('line 14');
    await retype(page, 'typing', 'timeout: soon', 'timeout: [');
    await expect(
      page
        .getByRole('listitem')
        .filter({ hasText: /line \d+/ })
        .first(),
    ).toBeVisible();
    await expect(page.getByText('Not saved')).toBeVisible();
  });

  test('asks once before a page with an unsaved text is left', async ({ page, request }) => {
    await apply(request, `${ROUTES('leave')}---\n${SUBSETS('leave')}`);
    await page.goto(`/config?ns=${NAMESPACE}&kind=VirtualService`);
    const table = page.getByRole('table', { name: 'Configuration' });
    await table.getByRole('link', { name: 'leave', exact: true }).click();
    await retype(page, 'leave', 'timeout: 3s', 'timeout: 7s');
    await expect(page.getByText('Not saved')).toBeVisible();
    const overview = page.getByRole('navigation').getByRole('link', { name: 'Overview', exact: true });
    await overview.click();
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    await expect(question).toBeVisible();
    await question.getByRole('button', { name: 'Stay here' }).click();
    await expect(page.getByRole('textbox', { name: 'YAML of leave' })).toContainText('timeout: 7s');
    await page.evaluate(() => history.back());
    await expect(question).toBeVisible();
    await question.getByRole('button', { name: 'Stay here' }).click();
    await overview.click();
    await question.getByRole('button', { name: 'Leave and lose it' }).click();
    await expect(page).toHaveURL(/\/(\?.*)?$/);
  });

  test('lets a finding stand for a reason, and takes it back', async ({ page, request }) => {
    await apply(request, ROUTES('let-stand'));
    await open(page, 'let-stand');
    const finding = page.getByRole('listitem').filter({ hasText: 'subset "v2"' });
    await finding
      .getByRole('button', { name: /subset "v2"/i })
      .first()
      .click();
    await finding.getByRole('button', { name: 'Acknowledge' }).click();
    const dialog = page.getByRole('dialog', { name: 'Acknowledge the finding' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('v2 comes on Monday');
    await dialog.getByRole('button', { name: 'Acknowledge' }).click();
    await expect(dialog).toBeHidden();
    const summary = page.getByText('1 acknowledged');
    await summary.click();
    const entry = page.getByRole('listitem').filter({ hasText: 'v2 comes on Monday' });
    await expect(entry).toBeVisible();
    await expectAccessible(page);
    await entry.getByRole('button', { name: /^Withdraw/ }).click();
    await expect(summary).toBeHidden();
    await expect(finding).toBeVisible();
  });

  test('completes fields from the schema and explains them', async ({ page, request }) => {
    await apply(request, `${ROUTES('complete')}---\n${SUBSETS('complete')}`);
    await open(page, 'complete');
    await retype(page, 'complete', 'timeout: 3s', 'retr');
    const offer = page.getByRole('option', { name: /^retries/ });
    await expect(offer).toBeVisible();
    await offer.click();
    await expect(page.getByRole('textbox', { name: 'YAML of complete' })).toContainText('retries:');
  });

  test('previews a change, saves it with a reason, and keeps every comment', async ({ page, request }) => {
    await apply(request, `${ROUTES('save')}---\n${SUBSETS('save')}`);
    const before = await read(request, 'save');
    await open(page, 'save');
    await retype(page, 'save', 'weight: 90', 'weight: 80');
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Preview the change' });
    await expect(dialog).toContainText('weight: 80');
    await dialog.getByRole('button', { name: 'set your name' }).click();
    const asked = page.getByRole('dialog', { name: 'Your name' });
    await asked.getByRole('textbox', { name: 'Name' }).fill('Ada Lovelace');
    await asked.getByRole('button', { name: 'Save name' }).click();
    await expect(dialog).toContainText('as Ada Lovelace');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('more for v2');
    await dialog.getByRole('button', { name: /^Save/ }).click();
    const saved = page.getByRole('dialog', { name: 'Saved' });
    await expect(saved).toContainText(/agents have taken it|No agent is connected/);
    const after = await read(request, 'save');
    expect(after).toMatchObject({ version: before.version + 1, author: 'Ada Lovelace' });
    expect(after.yaml).toBe(before.yaml.replace('weight: 90', 'weight: 80'));
    await saved.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByText('Not saved')).toBeHidden();
  });

  test('tells before a save what the change would have done to recorded requests', async ({
    page,
    request,
  }) => {
    const at = '/config/VirtualService/bookinfo/reviews';
    await page.goto(at);
    const { yaml } = await (await request.get(`/api/config/objects/VirtualService/bookinfo/reviews`)).json();
    const editor = page.getByRole('textbox', { name: 'YAML of reviews' });
    await editor.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('\n# everybody\n');
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Preview the change' });
    await dialog.getByRole('tab', { name: 'Recorded requests' }).click();
    const preview = dialog.getByRole('region', { name: 'Preview on recorded requests' });
    await expect(preview.getByText(/^Of [\d,]+ requests in the last hour/)).toBeVisible({ timeout: 45_000 });
    await expect(preview.getByText('What happens to the requests')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Keep editing' }).click();
    expect(
      (await (await request.get('/api/config/objects/VirtualService/bookinfo/reviews')).json()).yaml,
    ).toBe(yaml);
  });

  test.describe('with a conflict', () => {
    test.use({ expectedStatus: 409 });

    test('merges a save that somebody else overtook, and overwrites nothing', async ({ page, request }) => {
      await apply(request, `${ROUTES('conflict')}---\n${SUBSETS('conflict')}`);
      await open(page, 'conflict');
      await retype(page, 'conflict', 'weight: 90', 'weight: 70');
      const theirs = ROUTES('conflict')
        .replace('weight: 90', 'weight: 60')
        .replace('weight: 10', 'weight: 40');
      await apply(request, theirs, 'theirs');
      await page.keyboard.press('Control+Enter');
      await page
        .getByRole('dialog', { name: 'Preview the change' })
        .getByRole('button', { name: /^Save/ })
        .click();
      const dialog = page.getByRole('dialog', { name: 'Changed meanwhile' });
      await expect(dialog).toContainText('Nothing has been overwritten');
      expect((await read(request, 'conflict')).yaml).toBe(theirs);
      await dialog.getByRole('radio', { name: 'Theirs' }).click();
      await dialog.getByRole('radio', { name: 'Mine' }).click();
      await dialog.getByRole('button', { name: 'Use the merged text' }).click();
      const preview = page.getByRole('dialog', { name: 'Preview the change' });
      await preview.getByRole('button', { name: /^Save/ }).click();
      await expect(page.getByRole('dialog', { name: 'Saved' })).toBeVisible();
      expect((await read(request, 'conflict')).yaml).toBe(theirs.replace('weight: 60', 'weight: 70'));
    });
  });

  test('goes back to an earlier revision from the history', async ({ page, request }) => {
    const first = ROUTES('revert');
    await apply(request, `${first}---\n${SUBSETS('revert')}`, 'the first');
    await apply(request, first.replace('timeout: 3s', 'timeout: 9s'), 'slower');
    await open(page, 'revert', '?tab=history');
    await page
      .getByRole('button', { name: /the first/ })
      .last()
      .click();
    await page.getByRole('button', { name: 'Revert to this' }).click();
    const dialog = page.getByRole('dialog', { name: /Revert to revision/ });
    await expect(dialog).toContainText('timeout: 3s');
    await dialog.getByRole('button', { name: 'Revert revert' }).click();
    await expect(page.getByRole('dialog', { name: 'Reverted' })).toBeVisible();
    expect((await read(request, 'revert')).yaml).toBe(first);
  });

  test('shifts traffic with a wizard that loses nothing it does not know', async ({ page, request }) => {
    await apply(request, `${ROUTES('wizard')}---\n${SUBSETS('wizard')}`);
    const before = await read(request, 'wizard');
    await open(page, 'wizard');
    await page.getByRole('button', { name: 'Change with a wizard' }).click();
    await page.getByRole('menuitem', { name: 'Traffic shifting', exact: true }).click();
    await page.getByRole('textbox', { name: 'Weight of wizard v2 in percent' }).fill('25');
    await expect(page.getByRole('textbox', { name: 'Weight of wizard v1 in percent' })).toHaveValue('75');
    await page.getByRole('button', { name: 'Preview the change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Preview the change' });
    await dialog.getByRole('button', { name: /^Save/ }).click();
    await expect(page.getByRole('dialog', { name: 'Saved' })).toBeVisible();
    expect((await read(request, 'wizard')).yaml).toBe(
      before.yaml.replace('weight: 90', 'weight: 75').replace('weight: 10', 'weight: 25'),
    );
  });

  test('writes a new policy with a wizard', async ({ page, request }) => {
    const name = `policy-${Date.now()}`;
    // A namespace without any policy, or the wizard would open the one that is there.
    const namespace = `${NAMESPACE}-${name}`;
    await page.goto(`/config/new/authorization?namespace=${namespace}`);
    await page.getByRole('textbox', { name: 'Name of the object' }).fill(name);
    await page.getByRole('button', { name: 'Add operation' }).click();
    await page.getByRole('button', { name: 'Preview the change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Preview the change' });
    await expect(dialog).toContainText('AuthorizationPolicy');
    await dialog.getByRole('button', { name: /^Save/ }).click();
    await expect(page.getByRole('dialog', { name: 'Saved' })).toBeVisible();
    const answer = await request.get(`/api/config/objects/AuthorizationPolicy/${namespace}/${name}`);
    expect((await answer.json()).yaml).toContain('action: ALLOW');
    await request.delete(`/api/config/objects/AuthorizationPolicy/${namespace}/${name}`);
  });

  test('names line and trouble of bad texts while they are typed, and keeps what is stored', async ({
    page,
    request,
  }) => {
    // Ten megabytes are much for a browser on a busy machine.
    test.setTimeout(150_000);
    await apply(request, `${ROUTES('unharmed')}---\n${SUBSETS('unharmed')}`);
    await open(page, 'unharmed');
    const editor = page.getByRole('textbox', { name: 'YAML of unharmed' });
    const typed = ['field twice', 'placeholder', 'alias bomb', 'brackets without end'];
    const shown = BAD_YAML.filter(({ name }) => typed.includes(name));
    expect(shown).toHaveLength(typed.length);
    for (const { text, message, line } of [
      ...shown,
      { text: TOO_LARGE, message: /at most 8388608/, line: 1 },
    ]) {
      await paste(editor, text);
      const told = page.getByRole('listitem').filter({ hasText: message }).first();
      await expect(told).toContainText(`line ${line}`);
    }
    await paste(editor, ROUTES('unharmed'));
    await expect(page.getByText('Not saved')).toBeHidden();
    expect((await read(request, 'unharmed')).yaml).toBe(ROUTES('unharmed'));
  });

  test('imports a folder: bad files are named and left out, the good one is stored', async ({
    page,
    request,
  }, info) => {
    const name = `folder-${Date.now()}`;
    const folder = info.outputPath('mesh');
    mkdirSync(join(folder, '.git'), { recursive: true });
    mkdirSync(join(folder, 'shop'));
    writeFileSync(join(folder, '.git/config.yaml'), 'kind: [');
    writeFileSync(join(folder, 'README.md'), '# Not YAML');
    writeFileSync(join(folder, 'shop/good.yaml'), `${ROUTES(name)}---\n${SUBSETS(name)}`);
    // Read as UTF-8, a wrong byte is the sign that stands for one.
    for (const [index, { text }] of BAD_YAML.entries())
      writeFileSync(join(folder, `bad-${index}.yaml`), text);
    await page.goto('/config?import=1');
    const dialog = page.getByRole('dialog', { name: 'Import YAML' });
    await dialog
      .getByLabel('YAML files', { exact: true })
      .setInputFiles([{ name: 'huge.yaml', mimeType: 'application/yaml', buffer: Buffer.from(TOO_LARGE) }]);
    await expect(dialog.getByRole('alert')).toContainText('huge.yaml has 10000002 characters');
    await dialog.getByLabel('Folder of YAML files').setInputFiles(folder);
    await expect(dialog.getByText('Left out, because they cannot be read')).toBeVisible();
    const problems = await dialog.getByRole('listitem').allTextContents();
    for (const [index, { line, column }] of BAD_YAML.entries()) {
      const place = `mesh/bad-${index}.yaml line ${line}, column ${column}:`;
      expect(
        problems.some((problem) => problem.startsWith(place)),
        place,
      ).toBe(true);
    }
    await dialog.getByRole('button', { name: 'Import 2 objects' }).click();
    await expect(page.getByRole('dialog', { name: 'Imported' })).toBeVisible();
    expect((await read(request, name)).yaml.trim()).toBe(ROUTES(name).trim());
  });

  test('imports a paste after showing what it would do', async ({ page }) => {
    await page.goto('/config?import=1');
    const dialog = page.getByRole('dialog', { name: 'Import YAML' });
    const text = `${ROUTES(`import-${Date.now()}`)}---\nkind: [`;
    await dialog.getByRole('textbox', { name: 'Or paste it' }).fill(text);
    await dialog.getByRole('button', { name: 'Check what it would do' }).click();
    await expect(dialog).toContainText('Left out, because they cannot be read');
    await dialog.getByRole('button', { name: 'Import 1 object' }).click();
    await expect(page.getByRole('dialog', { name: 'Imported' })).toBeVisible();
  });

  test('deletes after one question and takes it back', async ({ page, request }) => {
    await apply(request, `${ROUTES('delete')}---\n${SUBSETS('delete')}`);
    const { yaml } = await read(request, 'delete');
    await open(page, 'delete');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete delete' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(async () => expect((await read(request, 'delete')).yaml).toBe(yaml)).toPass();
  });

  test('restores the whole mesh to what it was, naming every object first', async ({ page, request }) => {
    await apply(request, ROUTES('restore'), 'before the mistake');
    await apply(request, ROUTES('restore').replace('timeout: 3s', 'timeout: 1ms'), 'the mistake');
    await page.goto('/config/history');
    await page
      .getByRole('button', { name: /before the mistake/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Restore the mesh to this revision' }).click();
    const dialog = page.getByRole('dialog', { name: /Restore the mesh/ });
    await expect(dialog.getByRole('listitem')).toHaveCount(1);
    await expect(dialog).toContainText(`${NAMESPACE}/restore`);
    await dialog.getByRole('button', { name: 'Change 1 object' }).click();
    await expect(page.getByRole('dialog', { name: 'Restored' })).toBeVisible();
    expect((await read(request, 'restore')).yaml).toContain('timeout: 3s');
  });

  test('is listed where it acts: on the page of a service', async ({ page, request }) => {
    const yaml = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: e2e-outside, namespace: ${NAMESPACE}}
spec: {host: details.bookinfo.svc.cluster.local}
`;
    await apply(request, yaml);
    await page.goto('/services/bookinfo/details');
    const panel = page.getByRole('region', { name: 'Configuration' });
    await expect(panel.getByRole('link', { name: /DestinationRule e2e-outside/ })).toBeVisible();
    await request.delete(`/api/config/objects/DestinationRule/${NAMESPACE}/e2e-outside`);
  });

  test('says what a page means in words, and where weights go', async ({ page, request }) => {
    await apply(request, `${ROUTES('words')}---\n${SUBSETS('words')}`);
    await open(page, 'words', '?tab=overview');
    await expect(page.getByText('Timeout')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'words v1' })).toContainText('90');
    await page.getByRole('link', { name: /DestinationRule words/ }).click();
    await expect(page).toHaveURL(/config\/DestinationRule/);
  });

  test('is accessible', async ({ page, request }) => {
    test.slow();
    await apply(request, `${ROUTES('access')}---\n${SUBSETS('access')}`);
    await page.goto('/config');
    await expect(page.getByRole('table', { name: 'Configuration' })).toBeVisible();
    await expectAccessible(page);
    for (const tab of ['edit', 'overview', 'history', 'agents']) {
      await open(page, 'access', `?tab=${tab}`);
      await expect(page.getByRole('tab', { selected: true })).toBeVisible();
      if (tab === 'edit') await expect(page.getByRole('textbox', { name: 'YAML of access' })).toBeVisible();
      await expectAccessible(page);
    }
    await page.goto('/config/new');
    await expect(page.getByRole('link', { name: /Traffic shifting/ }).first()).toBeVisible();
    await expectAccessible(page);
    await page.goto(
      `/config/new/traffic-shifting?object=networking.istio.io/VirtualService/${NAMESPACE}/access`,
    );
    await expect(page.getByRole('slider').first()).toBeVisible();
    await expectAccessible(page);
    await page.goto(`/config/new/authorization?namespace=${NAMESPACE}`);
    await expect(page.getByRole('button', { name: 'Add rule' })).toBeVisible();
    await expectAccessible(page);
  });
});
