'use client';

import * as z from 'zod/mini';
import { readCollection } from './read-collection';
import { useLive } from './use-live';

const pulseSchema = z.object({
  newestDataAt: z.nullable(z.number()),
  requestsPerSecond: z.number(),
  errorPercent: z.nullable(z.number()),
  agents: z.number(),
});

/** The heartbeat of the whole mesh. */
export type Pulse = z.infer<typeof pulseSchema>;

/** The newest heartbeat; undefined until the first one. */
export function usePulse({ enabled = true } = {}): Pulse | undefined {
  const { document } = useLive('pulse', {}, { enabled });
  return readCollection(document, 'meta', pulseSchema)[0];
}
