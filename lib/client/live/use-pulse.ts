'use client';

import * as z from 'zod';
import { readCollection } from './read-collection';
import { useLive } from './use-live';

const pulseSchema = z.object({
  newestDataAt: z.number().nullable(),
  requestsPerSecond: z.number(),
  errorPercent: z.number().nullable(),
  agents: z.number(),
});

/** The heartbeat of the whole mesh. */
export type Pulse = z.infer<typeof pulseSchema>;

/** The newest heartbeat; undefined until the first one. */
export function usePulse({ enabled = true } = {}): Pulse | undefined {
  const { document } = useLive('pulse', {}, { enabled });
  return readCollection(document, 'meta', pulseSchema)[0];
}
