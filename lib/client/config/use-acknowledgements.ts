'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteAcknowledgement,
  listAcknowledgements,
  putAcknowledgement,
} from '@/lib/protocol/api/config-acknowledgements';
import { callEndpoint } from '../http/call-endpoint';
import { useEndpoint } from '../http/use-endpoint';

/** The findings that somebody let stand. */
export function useAcknowledgements({ enabled = true } = {}) {
  return useEndpoint(listAcknowledgements, {}, { enabled });
}

/** Lets a finding stand; `expiresAt` is null for as long as it is there. */
export function useAcknowledgeFinding() {
  return useAcknowledgementMutation((body: { key: string; reason: string; expiresAt: number | null }) =>
    callEndpoint(putAcknowledgement, { body }),
  );
}

/** Takes an acknowledgement back, by the name of the finding. */
export function useWithdrawAcknowledgement() {
  return useAcknowledgementMutation((key: string) => callEndpoint(deleteAcknowledgement, { query: { key } }));
}

/** Everything that counts findings asks again. */
function useAcknowledgementMutation<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey: [path] }) => typeof path === 'string' && path.startsWith('/api/config'),
      }),
  });
}
