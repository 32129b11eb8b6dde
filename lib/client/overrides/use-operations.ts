'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ServiceOperations } from '@/lib/mesh/metrics/service-operations';
import { getOperations, putOperations } from '@/lib/protocol/api/overrides';
import { callEndpoint } from '../http/call-endpoint';
import { useEndpoint } from '../http/use-endpoint';
import type { TimeRange } from '../time/time-range';
import { windowQuery } from '../time/window-query';

const REFETCH_MS = 10_000;

/** The operations of a service, and the templates that rename them. */
export function useOperations(namespace: string, name: string, range: TimeRange) {
  const query = { namespace, name, ...windowQuery(range) };
  return useEndpoint(
    getOperations,
    { query },
    { refetchMs: range.kind === 'relative' ? REFETCH_MS : undefined },
  );
}

/** Sets the templates of a service; everything that shows operations asks again. */
export function useSaveOperations() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ServiceOperations) => callEndpoint(putOperations, { body }),
    onSuccess: () => client.invalidateQueries(),
  });
}
