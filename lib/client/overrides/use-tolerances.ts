'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { HealthSubject } from '@/lib/mesh/health/health-rate';
import type { ObjectTolerances } from '@/lib/mesh/health/object-tolerances';
import { getTolerances, putTolerances } from '@/lib/protocol/api/overrides';
import { callEndpoint } from '../http/call-endpoint';
import { useEndpoint } from '../http/use-endpoint';

/** By what the health of an object is judged, and who said so. */
export function useTolerances({ kind, namespace, name }: HealthSubject) {
  return useEndpoint(getTolerances, { query: { kind, namespace, name } });
}

/** Sets by what an object is judged; everything that shows health asks again. */
export function useSaveTolerances() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ObjectTolerances) => callEndpoint(putTolerances, { body }),
    onSuccess: () => client.invalidateQueries(),
  });
}
