import * as z from 'zod/mini';
import type { ResourceSet } from '../../../lib/mesh/config/resource-set';
import { createRoutingMesh } from '../../../lib/mesh/routing/routing-mesh';
import { createRouteSimulator, type RouteSimulator } from '../../../lib/mesh/routing/simulate/simulate-route';
import type { SimulatedRequest } from '../../../lib/mesh/routing/simulate/simulated-request';
import { UsageError } from '../options/usage-error';
import type { Simulator } from './simulator';

const text = z.string();

const requestSchema = z.object({
  from: z.optional(
    z.object({
      namespace: z.optional(text),
      workload: z.optional(text),
      labels: z.optional(z.record(text, text)),
      gateway: z.optional(text),
    }),
  ),
  method: z.optional(text),
  url: text,
  headers: z.optional(z.record(text, z.union([text, z.array(text)]))),
  port: z.optional(z.int().check(z.minimum(1), z.maximum(65_535))),
  claims: z.optional(z.record(text, z.unknown())),
});

/** One a configuration: the tables it compiles serve every request of a call. */
const simulators = new WeakMap<ResourceSet, RouteSimulator>();

/** `meshscope simulate route`: where a request would go, by which rule, and why. */
export const route: Simulator = async (value, resources, settings) => {
  const read = requestSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new UsageError(
      `--request: ${issue?.path.join('.') || 'the request'}: ${issue?.message ?? 'is none'}`,
    );
  }
  const simulator =
    simulators.get(resources) ?? createRouteSimulator(createRoutingMesh([], resources, settings));
  simulators.set(resources, simulator);
  const answer = simulator.simulate(read.data as SimulatedRequest);
  if ('error' in answer) throw new UsageError(`--request: ${answer.error}`);
  return answer;
};
