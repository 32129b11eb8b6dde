import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { checkFields } from '@/lib/mesh/rules/fields/check-fields';
import { readSuite } from './support/conformance-dir';
import { expandLongTexts } from './support/expand-long-texts';
import { judgeFragment } from './support/judge-fragment';
import { VALIDATION_DEVIATIONS } from './support/validation-deviations';

const suite = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      source: z.object({ func: z.string() }),
      form: z.enum(['resource', 'wrapped', 'fragment']),
      resource: z.custom<ConfigObject>().optional(),
      fragment: z.looseObject({ value: z.unknown() }).optional(),
      expected: z.object({ valid: z.boolean(), warning: z.boolean().optional() }),
      verified: z.boolean().optional(),
    }),
  ),
});

type ValidationCase = z.infer<typeof suite>['cases'][number];

/** What Istio's validator would say: other findings are ours. */
const ITS_CODES = new Set(['IST0106', 'IST0133', 'IST0130', 'IST0131']);

function run({ resource, expected }: ValidationCase): void {
  const object = expandLongTexts(resource) as ConfigObject;
  const findings = checkFields(resourceOf(object)).filter(({ codes }) =>
    codes.some((code) => ITS_CODES.has(code)),
  );
  const errors = findings.filter(({ severity }) => severity === 'error');
  const said = findings
    .map(({ severity, rule, path, message }) => `${severity} ${rule} ${path}: ${message}`)
    .join('\n');
  expect(errors.length === 0, said).toBe(expected.valid);
  const isCompared = expected.warning === true || (expected.warning === false && expected.valid);
  if (isCompared) expect(findings.length > errors.length, said).toBe(expected.warning);
}

const files = readSuite('istio-validation');
const cases = (files ?? [])
  .flatMap((file) => suite.parse(file).cases)
  .filter(({ id, verified }) => verified !== false && !VALIDATION_DEVIATIONS.has(id));

describe.skipIf(files === undefined)("field rules agree with Istio's validator", () => {
  it.each(cases.filter(({ resource }) => resource !== undefined))('$id', run);
});

describe.skipIf(files === undefined)("checks of single values agree with Istio's", () => {
  const judged = cases.flatMap((testCase) => {
    const valid =
      testCase.form === 'fragment' ? judgeFragment(testCase.source.func, testCase.fragment ?? {}) : undefined;
    return valid === undefined ? [] : [{ id: testCase.id, valid, expected: testCase.expected.valid }];
  });
  it.each(judged)('$id', ({ valid, expected }) => {
    expect(valid).toBe(expected);
  });
});
