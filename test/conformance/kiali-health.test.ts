import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createFindTolerances, type HealthRate } from '@/lib/mesh/health/health-rate';
import { objectHealth } from '@/lib/mesh/health/object-health';
import { parseRateAnnotation, RATE_ANNOTATION } from '@/lib/mesh/health/parse-rate-annotation';
import { errorRatio, type RequestCounts } from '@/lib/mesh/health/request-counts';
import { workloadStatusHealth } from '@/lib/mesh/health/workload-status';
import { readSuite } from './support/conformance-dir';

const counts = z
  .record(z.string(), z.record(z.string(), z.number()))
  .transform(
    (byProtocol) =>
      new Map(Object.entries(byProtocol).map(([k, codes]) => [k, new Map(Object.entries(codes))])),
  );
const requests = z.object({ inbound: counts, outbound: counts });
const status = z.object({
  desired: z.number(),
  current: z.number(),
  available: z.number(),
  syncedProxies: z.number(),
});
const tolerance = z.object({
  code: z.string(),
  protocol: z.string(),
  direction: z.string(),
  degraded: z.number(),
  failure: z.number(),
});
const rate = z.object({
  namespace: z.string().default(''),
  kind: z.string().default(''),
  name: z.string().default(''),
  tolerance: z.array(tolerance),
});
const base = { id: z.string(), verified: z.literal(false).optional() };
const healthCase = z.discriminatedUnion('type', [
  z.object({
    ...base,
    type: z.literal('calculator'),
    input: z.object({
      kind: z.enum(['service', 'workload', 'app']),
      namespace: z.string(),
      entity: z.string(),
      rates: z.array(rate),
      requests,
      annotations: z.record(z.string(), z.string()).default({}),
      workloadStatuses: z.array(status.nullable()).default([]),
    }),
    expected: z.object({ status: z.string(), errorRatioPct: z.number().optional() }),
  }),
  z.object({
    ...base,
    type: z.literal('workload-status'),
    input: status.nullable(),
    expected: z.object({ status: z.string() }),
  }),
  z.object({
    ...base,
    type: z.literal('error-ratio'),
    input: z.object({ requests }),
    expected: z.object({ ratio: z.number() }),
  }),
  z.object({
    ...base,
    type: z.literal('annotation-parse'),
    input: z.object({ value: z.string() }),
    expected: z.object({ tolerances: z.number() }),
  }),
]);
const suiteSchema = z.object({ cases: z.array(healthCase) });

type HealthCase = z.infer<typeof healthCase>;

function calculate({ input, expected }: Extract<HealthCase, { type: 'calculator' }>): void {
  const own = parseRateAnnotation(input.annotations[RATE_ANNOTATION] ?? '');
  const rates: HealthRate[] = own.length > 0 ? [{ tolerance: own }] : input.rates;
  const report = objectHealth(
    { kind: input.kind, namespace: input.namespace, name: input.entity },
    input.requests satisfies RequestCounts,
    input.workloadStatuses.map((entry) => entry ?? undefined),
    createFindTolerances(rates),
  );
  expect(report.status).toBe(expected.status);
  if (expected.errorRatioPct === undefined) return;
  // Kiali says -1 of what it knows nothing about.
  const ratio = report.status === 'NA' && expected.errorRatioPct < 0 ? -1 : report.errorPercent;
  expect(ratio).toBeCloseTo(expected.errorRatioPct, 6);
}

function run(testCase: HealthCase): void {
  switch (testCase.type) {
    case 'calculator':
      calculate(testCase);
      return;
    case 'workload-status':
      expect(workloadStatusHealth(testCase.input ?? undefined)).toBe(testCase.expected.status);
      return;
    case 'error-ratio':
      expect(errorRatio(testCase.input.requests)).toBeCloseTo(testCase.expected.ratio, 9);
      return;
    case 'annotation-parse':
      expect(parseRateAnnotation(testCase.input.value)).toHaveLength(testCase.expected.tolerances);
  }
}

const files = readSuite('kiali-health');

describe.skipIf(files === undefined)("health agrees with Kiali's own cases", () => {
  const cases = (files ?? []).flatMap((file) => suiteSchema.parse(file).cases);
  it.each(cases.filter(({ verified }) => verified !== false))('$id', run);
});
