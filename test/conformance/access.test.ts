import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { simulateAccess } from '@/lib/mesh/access/simulate-access';
import type { SimulatedAccess } from '@/lib/mesh/access/simulated-request';
import { DEFAULT_MESH_SETTINGS, type MeshSettings } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { readCases } from './support/own-cases';

const accessCase = z.strictObject({
  name: z.string(),
  config: z.string(),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** What every request of the case has in common. */
  given: z.record(z.string(), z.unknown()).default({}),
  requests: z.array(
    z.strictObject({
      request: z.record(z.string(), z.unknown()),
      allowed: z.boolean(),
      /** `namespace/name#rule`, or null. */
      by: z.nullable(z.string()).optional(),
      mtls: z.enum(['STRICT', 'PERMISSIVE', 'DISABLE']).optional(),
      details: z.string().optional(),
      explains: z.string().optional(),
    }),
  ),
});

const SHOP = { to: { namespace: 'shop', labels: { app: 'cart' } }, url: 'http://cart.shop:8080/' };

describe('access', () => {
  it.each(readCases('access', accessCase))('$name', ({ config, settings, given, requests }) => {
    const { resources, problems } = parseResources(config, 'case.yaml');
    expect(problems).toEqual([]);
    const set = createResourceSet(resources);
    const mesh = { ...DEFAULT_MESH_SETTINGS, ...settings } as MeshSettings;
    for (const [index, expected] of requests.entries()) {
      const answer = simulateAccess(set, mesh, { ...SHOP, ...given, ...expected.request } as SimulatedAccess);
      const where = `request ${index}: ${answer.explain.join('\n')}`;
      expect(answer.allowed, where).toBe(expected.allowed);
      const { by } = answer;
      const rule = by === null ? null : `${by.resource.namespace}/${by.resource.name}#${by.rule}`;
      if (expected.by !== undefined) expect(rule, where).toBe(expected.by);
      if (expected.mtls !== undefined) expect(answer.mtls, where).toBe(expected.mtls);
      if (expected.details !== undefined) expect(answer.response?.details, where).toBe(expected.details);
      if (expected.explains !== undefined) expect(answer.explain.join('\n')).toContain(expected.explains);
    }
  });
});
