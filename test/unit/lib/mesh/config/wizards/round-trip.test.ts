import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { applyEdits } from '@/lib/mesh/config/edit-yaml';
import type { FormRecord, FormRow, FormValue } from '@/lib/mesh/config/wizards/form-field';
import { openPart, proposedEdits } from '@/lib/mesh/config/wizards/propose';
import type { WizardSubject } from '@/lib/mesh/config/wizards/wizard';
import { WIZARD_CASES, WIZARD_PARTS, wizardText } from '@/test/support/wizard-cases';

const SUBJECT: WizardSubject = { namespace: 'shop', name: 'cart', versions: ['v1', 'v2'] };

/** The form with one value in another's place. */
function withValue(form: FormRecord, [name, index, ...rest]: readonly (string | number)[], value: FormValue) {
  const field = String(name);
  if (index === undefined) return { ...form, [field]: value };
  const rows = (form[field] as readonly FormRow[]).map(
    (row, place): FormRow => (place === index ? { ...row, values: withValue(row.values, rest, value) } : row),
  );
  return { ...form, [field]: rows };
}

describe('a change with a wizard', () => {
  it.each(WIZARD_CASES)('$part changes one line, and keeps comments and what it does not know', (one) => {
    const part = WIZARD_PARTS.get(one.part);
    if (part === undefined) throw new Error(`No ${one.part}`);
    const text = wizardText(one, 'shop');
    const open = openPart(part, SUBJECT, parse(text) as ConfigObject);
    const edits = proposedEdits({ ...open, form: withValue(open.form, one.field, one.value) });
    const edited = applyEdits(
      text,
      { apiVersion: one.apiVersion, kind: one.kind, namespace: 'shop', name: 'cart' },
      edits,
    );
    expect(text).toContain(`\n${one.line}\n`);
    expect(edited).toMatchObject({ text: text.replace(`\n${one.line}\n`, `\n${one.becomes}\n`) });
  });

  it('is tried for every part of every wizard', () => {
    const same = [
      'traffic-shifting istio subsets',
      'tcp-traffic-shifting istio subsets',
      'mirroring istio subsets',
    ];
    expect([...WIZARD_CASES.map(({ part }) => part), ...same].sort()).toEqual(
      [...WIZARD_PARTS.keys()].sort(),
    );
  });
});
