'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteView, getViews, putView, type SavedView, type ViewDraft } from '@/lib/protocol/api/views';
import { callEndpoint } from '../http/call-endpoint';
import { useEndpoint } from '../http/use-endpoint';

/** The views kept of a page. */
export function useViews(page: SavedView['page'], { enabled = true } = {}) {
  return useEndpoint(getViews, { query: { page } }, { enabled });
}

/** Keeps a view under a name. */
export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ViewDraft) => callEndpoint(putView, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: [getViews.path] }),
  });
}

/** Forgets a view. */
export function useDeleteView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => callEndpoint(deleteView, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [getViews.path] }),
  });
}
