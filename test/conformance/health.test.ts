import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createFindTolerances, DEFAULT_HEALTH_RATE } from '@/lib/mesh/health/health-rate';
import { objectHealth } from '@/lib/mesh/health/object-health';
import { parseRateAnnotation } from '@/lib/mesh/health/parse-rate-annotation';
import { readCases } from './support/own-cases';

const counts = z
  .record(z.string(), z.record(z.string(), z.number()))
  .default({})
  .transform(
    (byProtocol) =>
      new Map(Object.entries(byProtocol).map(([k, codes]) => [k, new Map(Object.entries(codes))])),
  );

const healthCase = z.strictObject({
  name: z.string(),
  annotation: z.string().default(''),
  requests: z.strictObject({ inbound: counts, outbound: counts }),
  status: z.enum(['Failure', 'Degraded', 'Not Ready', 'Healthy', 'NA']),
});

describe('health', () => {
  it.each(readCases('health', healthCase))('$name', ({ annotation, requests, status }) => {
    const own = parseRateAnnotation(annotation);
    const rates = own.length > 0 ? [{ tolerance: own }] : [DEFAULT_HEALTH_RATE];
    const subject = { kind: 'workload', namespace: 'shop', name: 'cart-v1' } as const;
    expect(objectHealth(subject, requests, [], createFindTolerances(rates)).status).toBe(status);
  });
});
