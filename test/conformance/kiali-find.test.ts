import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import { readSuite } from './support/conformance-dir';
import { FIND_DEVIATIONS } from './support/deviations';
import { toSelectors } from './support/find-selectors';

const selector = z.array(
  z.array(z.object({ prop: z.string(), op: z.string(), val: z.union([z.string(), z.number()]).optional() })),
);
const findCase = z.object({
  id: z.string(),
  expression: z.string(),
  expected: z.union([
    z.object({ parseError: z.literal(true) }),
    z.object({ nodeSelector: selector, edgeSelector: selector }),
  ]),
});
const suiteSchema = z.object({ cases: z.array(findCase) });

const files = readSuite('kiali-find');

describe.skipIf(files === undefined)('parseFind() reads expressions as Kiali does', () => {
  const cases = (files ?? []).flatMap((file) => suiteSchema.parse(file).cases);
  it.each(cases.filter(({ id }) => !FIND_DEVIATIONS.has(id)))('$id', ({ expression, expected }) => {
    const parsed = parseFind(expression);
    if ('parseError' in expected) {
      expect(parsed.error).toBeDefined();
      return;
    }
    if (parsed.expression === undefined) throw new Error(parsed.error?.message ?? 'empty');
    expect(toSelectors(parsed.expression)).toEqual(expected);
  });

  it('deviates from cases that are there', () => {
    expect(cases.map(({ id }) => id)).toEqual(expect.arrayContaining([...FIND_DEVIATIONS.keys()]));
  });
});
