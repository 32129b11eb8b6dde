import * as z from 'zod/mini';
import { findAccessTarget, simulateAccess } from '../../../lib/mesh/access/simulate-access';
import type { SimulatedAccess } from '../../../lib/mesh/access/simulated-request';
import { UsageError } from '../options/usage-error';
import { checkToken } from './check-token';
import type { Simulator } from './simulator';

const labels = z.record(z.string(), z.string());

const requestSchema = z.object({
  from: z.optional(
    z.object({
      namespace: z.optional(z.string()),
      workload: z.optional(z.string()),
      labels: z.optional(labels),
      gateway: z.optional(z.string()),
      serviceAccount: z.optional(z.string()),
    }),
  ),
  to: z.optional(
    z.object({
      namespace: z.optional(z.string()),
      workload: z.optional(z.string()),
      labels: z.optional(labels),
      port: z.optional(z.int()),
    }),
  ),
  method: z.optional(z.string()),
  url: z.optional(z.string()),
  headers: z.optional(z.record(z.string(), z.union([z.string(), z.array(z.string())]))),
  port: z.optional(z.int()),
  protocol: z.optional(z.enum(['http', 'tcp'])),
  principal: z.optional(z.string()),
  claims: z.optional(z.record(z.string(), z.unknown())),
  ip: z.optional(z.string()),
  sourceIp: z.optional(z.string()),
  destinationIp: z.optional(z.string()),
  sni: z.optional(z.string()),
});

/** `meshscope simulate access`: whether a request may pass, what decided it, and why. */
export const access: Simulator = async (value, resources, settings) => {
  const read = requestSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new UsageError(
      `--request: ${issue?.path.join('.') || 'the request'}: ${issue?.message ?? 'is none'}`,
    );
  }
  const request = read.data as SimulatedAccess;
  const { workload } = findAccessTarget(resources, request);
  const token = await checkToken(request, resources, settings, workload);
  return simulateAccess(resources, settings, request, token);
};
