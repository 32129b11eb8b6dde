'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ConfigObjectName } from '@/lib/protocol/api/config';
import { type ConfigPreview, previewConfig } from '@/lib/protocol/api/config-preview';
import { callEndpoint } from '../http/call-endpoint';

/** A change, as it would be saved. */
export type PreviewedChange = {
  yaml: string;
  namespace: string;
  remove?: readonly ConfigObjectName[] | undefined;
};

/** What a change would have made of the requests of the last `window` seconds; worked out once a change and window. */
export function useConfigPreview({ yaml, namespace, remove = [] }: PreviewedChange, window: number) {
  const body = { yaml, namespace: namespace === '' ? 'default' : namespace, remove: [...remove], window };
  return useQuery<ConfigPreview>({
    queryKey: ['config-preview', body],
    queryFn: ({ signal }) => callEndpoint(previewConfig, { body, signal }),
    // While another change is tried the answer to the last one stands.
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
}
