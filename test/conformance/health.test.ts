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

const status = z.enum(['Failure', 'Degraded', 'Not Ready', 'Healthy', 'NA']);
const share = z.number();
const tolerance = z
  .tuple([z.string(), share, share, z.string(), z.string()])
  .transform(([code, degraded, failure, protocol, direction]) => ({
    code,
    degraded,
    failure,
    protocol,
    direction,
  }));
const healthCase = z.strictObject({
  name: z.string(),
  kind: z.enum(['app', 'service', 'workload']).default('workload'),
  annotation: z.string().default(''),
  /** In place of the default. */
  rates: z
    .array(
      z.strictObject({
        namespace: z.string().default(''),
        kind: z.string().default(''),
        name: z.string().default(''),
        tolerance: z.array(tolerance),
      }),
    )
    .optional(),
  requests: z.strictObject({ inbound: counts, outbound: counts }).prefault({}),
  /** Desired, current, available and, where it is known, synced. */
  instances: z.array(z.union([z.null(), z.array(z.number()).min(3).max(4)])).default([]),
  status,
  reason: z.string().optional(),
});

describe('health', () => {
  it.each(readCases('health', healthCase))('$name', (one) => {
    const own = parseRateAnnotation(one.annotation);
    const rates = own.length > 0 ? [{ tolerance: own }] : (one.rates ?? [DEFAULT_HEALTH_RATE]);
    const subject = { kind: one.kind, namespace: 'shop', name: 'cart-v1' };
    const instances = one.instances.map((numbers) => {
      if (numbers === null) return undefined;
      const [desired = 0, current = 0, available = 0, syncedProxies = -1] = numbers;
      return { desired, current, available, syncedProxies };
    });
    const report = objectHealth(subject, one.requests, instances, createFindTolerances(rates));
    expect(report.status).toBe(one.status);
    if (one.reason !== undefined) expect(report.reason).toContain(one.reason);
  });
});
