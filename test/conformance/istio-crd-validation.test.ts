import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { checkAdmission } from '@/lib/mesh/config/check-admission';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { readSuite } from './support/conformance-dir';
import { CRD_DEVIATIONS } from './support/validation-deviations';

const suite = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      resource: z.custom<ConfigObject>((value) => typeof value === 'object' && value !== null),
      expected: z.object({ valid: z.boolean() }),
      verified: z.boolean().optional(),
    }),
  ),
});

const files = readSuite('istio-crd-validation');

describe.skipIf(files === undefined)('admission agrees with the schemas of Istio and the Gateway API', () => {
  const cases = (files ?? []).flatMap((file) => suite.parse(file).cases);
  const compared = cases.filter(({ id, verified }) => verified !== false && !CRD_DEVIATIONS.has(id));
  it.each(compared)('$id', ({ resource, expected }) => {
    const problems = checkAdmission(resourceOf(resource));
    expect(problems.length === 0, JSON.stringify(problems)).toBe(expected.valid);
  });
});
