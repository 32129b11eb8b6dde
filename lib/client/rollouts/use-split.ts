'use client';

import { getSplit } from '@/lib/protocol/api/splits';
import { useEndpoint } from '../http/use-endpoint';

const REFRESH_MS = 1_000;

/** How a service's requests are to be spread, and how they were in the last `seconds`; asked every second. */
export function useSplit(
  service: { namespace: string; name: string },
  seconds: number,
  { enabled = true, refetchMs = REFRESH_MS } = {},
) {
  return useEndpoint(
    getSplit,
    { query: { service: `${service.namespace}/${service.name}`, window: seconds } },
    { enabled, refetchMs },
  );
}
