import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { inDefaultNamespace } from '@/lib/mesh/config/default-namespace';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { createRoutingMesh } from '@/lib/mesh/routing/routing-mesh';
import { createRouteSimulator } from '@/lib/mesh/routing/simulate/simulate-route';
import type { SimulatedRequest } from '@/lib/mesh/routing/simulate/simulated-request';
import { readCases } from './support/own-cases';

const configObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

/** One configuration, and what requests come to: the fields that an expectation names. */
const routingCase = z.object({
  name: z.string(),
  config: z.array(configObject),
  asks: z.array(
    z.object({ request: z.looseObject({ url: z.string() }), expect: z.record(z.string(), z.unknown()) }),
  ),
});

/** What every case has: three services, two of them with workloads. */
const WORLD = ['reviews', 'ratings', 'empty'].flatMap((name) => [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector: { app: name }, ports: [{ name: 'http', port: 9080 }] },
  },
  ...(name === 'empty'
    ? []
    : [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: `${name}-v1`, namespace: 'shop' },
          spec: { template: { metadata: { labels: { app: name, version: 'v1' } } } },
        },
      ]),
]);

describe('a request goes where the rules send it', () => {
  it.each(readCases('routing', routingCase))('$name', ({ config, asks }) => {
    const resources = [...WORLD, ...config].map((object, index) =>
      inDefaultNamespace(resourceOf(object, index)),
    );
    const simulator = createRouteSimulator(
      createRoutingMesh([], createResourceSet(resources), DEFAULT_MESH_SETTINGS),
    );
    for (const { request, expect: expected } of asks) {
      expect(simulator.simulate(request as unknown as SimulatedRequest), request.url).toMatchObject(expected);
    }
  });
});
