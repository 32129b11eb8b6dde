'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getConsole, getRetention, putRetention, type Retention } from '@/lib/protocol/api/console';
import { callEndpoint } from '../http/call-endpoint';
import { useEndpoint } from '../http/use-endpoint';

/** How long data is kept. */
export function useRetention() {
  return useEndpoint(getRetention);
}

/** Changes how long data is kept; what shows it asks again. */
export function useSaveRetention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (retention: Retention) => callEndpoint(putRetention, { body: retention }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: [getRetention.path] }),
        client.invalidateQueries({ queryKey: [getConsole.path] }),
      ]),
  });
}
