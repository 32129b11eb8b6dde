import { expect } from 'vitest';
import * as z from 'zod';
import { simulateAccess } from '@/lib/mesh/access/simulate-access';
import type { SimulatedAccess } from '@/lib/mesh/access/simulated-request';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS, type MeshSettings } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { readCases } from './own-cases';

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
type AccessCase = z.infer<typeof accessCase>;

const SHOP = { to: { namespace: 'shop', labels: { app: 'cart' } }, url: 'http://cart.shop:8080/' };

export const ACCESS_CASES = readCases('access', accessCase);

/** The objects of a case's text, all of which must be readable. */
export function accessObjects({ config }: AccessCase): ConfigObject[] {
  const { resources, problems } = parseResources(config, 'case.yaml');
  expect(problems).toEqual([]);
  return resources.map(({ raw }) => raw as unknown as ConfigObject);
}

/** Throws where a request of the case is decided otherwise; `objects` stand in for those of the case. */
export function checkAccessCase(
  { given, requests, settings }: AccessCase,
  objects: readonly ConfigObject[],
): void {
  const set = createResourceSet(objects.map((object, index) => resourceOf(object, index)));
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
}
