import { expect } from 'vitest';
import * as z from 'zod';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { createRouteSimulator } from '@/lib/mesh/routing/simulate/simulate-route';
import type { SimulatedRequest } from '@/lib/mesh/routing/simulate/simulated-request';
import { meshOf } from './case-world';
import { readCases } from './own-cases';

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
type RoutingCase = z.infer<typeof routingCase>;

export const ROUTING_CASES = readCases('routing', routingCase);

/** Throws where a request of the case is answered otherwise; `objects` stand in for those of the case. */
export function checkRoutingCase(
  { config, asks }: RoutingCase,
  objects: readonly ConfigObject[] = config,
): void {
  const simulator = createRouteSimulator(meshOf(objects));
  for (const { request, expect: expected } of asks) {
    expect(simulator.simulate(request as unknown as SimulatedRequest), request.url).toMatchObject(expected);
  }
}
