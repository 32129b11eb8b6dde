'use client';

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import type { Endpoint } from '@/lib/protocol/api/endpoint';
import { askAgainMs } from './ask-again';
import { type CallInput, callEndpoint } from './call-endpoint';

export type UseEndpointOptions = {
  enabled?: boolean;
  /** Asks again this often, for what has no live topic. */
  refetchMs?: number | undefined;
};

/** Asks a GET endpoint and keeps the answer. The key is the path and what was asked. */
export function useEndpoint<Response extends z.ZodMiniType>(
  endpoint: Endpoint<z.ZodMiniType, z.ZodMiniType, Response>,
  input: Omit<CallInput, 'signal' | 'body'> = {},
  { enabled = true, refetchMs }: UseEndpointOptions = {},
): UseQueryResult<z.output<Response>> {
  return useQuery({
    queryKey: [endpoint.path, input.params ?? null, input.query ?? null],
    queryFn: ({ signal }) => callEndpoint(endpoint, { ...input, signal }),
    enabled,
    refetchInterval: ({ state }) => askAgainMs(state.error, refetchMs ?? false),
  });
}
