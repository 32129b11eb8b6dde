'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import {
  getRollout,
  getRollouts,
  postRollout,
  postRolloutAction,
  postRolloutApproval,
  postRolloutImport,
} from '@/lib/protocol/api/rollouts';
import { callEndpoint } from '../http/call-endpoint';

export type RolloutActionName = z.input<NonNullable<typeof postRolloutAction.body>>['action'];

/** Starts a rollout. */
export function useStartRollout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<NonNullable<typeof postRollout.body>>) => callEndpoint(postRollout, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: [getRollouts.path] }),
  });
}

/** Pauses, resumes, skips, approves, promotes, aborts. */
export function useActOnRollout(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { action: RolloutActionName; reason: string }) =>
      callEndpoint(postRolloutAction, { params: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: [getRollout.path] }),
  });
}

/** Approves a waiting step by the token of a signed link. */
export function useApproveByLink() {
  return useMutation({
    mutationFn: (token: string) => callEndpoint(postRolloutApproval, { body: { token } }),
  });
}

/** Reads another tool's spec as a plan. */
export function useImportRollout() {
  return useMutation({
    mutationFn: (yaml: string) => callEndpoint(postRolloutImport, { body: { yaml } }),
  });
}
