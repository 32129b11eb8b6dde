import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { parse } from 'yaml';
import type { FormFields, FormRecord, FormRow } from '@/lib/mesh/config/wizards/form-field';
import { openPart } from '@/lib/mesh/config/wizards/propose';
import { WIZARDS } from '@/lib/mesh/config/wizards/wizards';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { WIZARD_CASES, WIZARD_PARTS, type WizardCase, wizardText } from '../support/wizard-cases';
import { expect, test } from './support/console-test';

/** A wizard in one of its languages, with a stored object for each of its parts. */
interface Visit {
  wizard: string;
  dialect: string;
  namespace: string;
  cases: readonly WizardCase[];
}

/** Cases of one part that two wizards share stand under the first of them. */
const SHARED = 'request-routing istio subsets';

const VISITS: readonly Visit[] = WIZARDS.flatMap(({ id, variants }) =>
  variants.map(({ dialect, parts }) => ({
    wizard: id,
    dialect,
    namespace: `wizard-${id}-${dialect}`,
    cases: parts.map((part) => caseOf(`${id} ${dialect} ${part.id}`)),
  })),
);

function caseOf(part: string): WizardCase {
  const found =
    WIZARD_CASES.find((one) => one.part === part) ?? WIZARD_CASES.find((one) => one.part === SHARED);
  if (found === undefined) throw new Error(`No case of ${part}`);
  return { ...found, part };
}

const keyOf = ({ apiVersion, kind }: WizardCase, namespace: string): string =>
  `${apiVersion.split('/')[0]}/${kind}/${namespace}/cart`;

/** As the console calls it: there are two kinds of Gateway. */
const kindOf = ({ part }: WizardCase): string => WIZARD_PARTS.get(part)?.kind ?? '';

/** The field at a path of the form: its label, and what it holds. */
function fieldAt(fields: FormFields, form: FormRecord, [name, index, ...rest]: readonly (string | number)[]) {
  const field = fields[String(name)];
  const value = form[String(name)];
  if (index === undefined || field === undefined) return { field, value };
  if (field.type !== 'rows' && field.type !== 'entries') throw new Error(`${name} has no rows`);
  const row = (value as readonly FormRow[])[Number(index)];
  return fieldAt(field.fields, row?.values ?? {}, rest);
}

async function fill(region: Locator, page: Page, one: WizardCase, namespace: string): Promise<void> {
  const part = WIZARD_PARTS.get(one.part);
  if (part === undefined) throw new Error(`No ${one.part}`);
  const { form } = openPart(
    part,
    { namespace, name: 'cart', versions: [] },
    parse(wizardText(one, namespace)),
  );
  const { field, value } = fieldAt(part.fields, form, one.field);
  if (field === undefined) throw new Error(`No field of ${one.part}`);
  if (field.type === 'choice') {
    await region.getByRole('combobox', { name: field.label, exact: true }).first().click();
    const label = field.options.find((option) => option.value === one.value)?.label ?? '';
    await page.getByRole('option', { name: label, exact: true }).click();
    return;
  }
  const shared = region.getByRole('textbox', { name: /^Weight of .* in percent$/ });
  const own = region.getByLabel(field.label, { exact: true });
  const boxes = one.field.at(-1) === 'weight' ? shared : own;
  const values = await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).value));
  await boxes.nth(values.indexOf(String(value))).fill(String(one.value));
}

/** The text with the changed line; weights share out 100, so that the other one follows. */
function expectedText(one: WizardCase, namespace: string): string {
  const text = wizardText(one, namespace).replace(`\n${one.line}\n`, `\n${one.becomes}\n`);
  return one.field.at(-1) === 'weight' ? text.replace(/weight: 10$/m, 'weight: 20') : text;
}

async function stored(request: APIRequestContext, one: WizardCase, namespace: string): Promise<string> {
  const answer = await request.get(`/api/config/objects/${kindOf(one)}/${namespace}/cart`);
  return ((await answer.json()) as { yaml: string }).yaml;
}

test.describe('Every wizard', () => {
  test.afterAll(async ({ request }) => {
    for (const { namespace, cases } of VISITS)
      for (const one of cases) await request.delete(`/api/config/objects/${kindOf(one)}/${namespace}/cart`);
  });

  test('reads what is stored, changes what was asked for, and keeps comments and what it does not know', async ({
    page,
    request,
  }) => {
    test.setTimeout(300_000);
    page.setDefaultTimeout(15_000);
    const yaml = VISITS.flatMap(({ namespace, cases }) =>
      cases.map((one) => wizardText(one, namespace)),
    ).join('---\n');
    const applied = await request.post('/api/config/apply', { data: { yaml, reason: 'for the wizards' } });
    applyConfig.response.parse(await applied.json());
    for (const { wizard, dialect, namespace, cases } of VISITS) {
      await test.step(`${wizard} ${dialect}`, async () => {
        const [main] = cases;
        if (main === undefined) return;
        await page.goto(
          `/config/new/${wizard}?dialect=${dialect}&object=${encodeURIComponent(keyOf(main, namespace))}`,
        );
        for (const one of cases) {
          const part = WIZARD_PARTS.get(one.part);
          const region = page.getByRole('region', { name: part?.title ?? '', exact: true });
          await expect(region).toContainText(`changes ${namespace}/cart`);
          await fill(region, page, one, namespace);
        }
        await page.getByRole('button', { name: 'Preview the change' }).click();
        const dialog = page.getByRole('dialog', { name: 'Preview the change' });
        await dialog.getByRole('button', { name: /^Save/ }).click();
        await expect(page.getByRole('dialog', { name: 'Saved' })).toBeVisible();
        for (const one of cases)
          expect(await stored(request, one, namespace)).toBe(expectedText(one, namespace));
      });
    }
  });
});
