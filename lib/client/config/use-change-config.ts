'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import type { ConfigObjectName } from '@/lib/protocol/api/config';
import { applyConfig, importConfig } from '@/lib/protocol/api/config-changes';
import { restoreConfig, revertConfig } from '@/lib/protocol/api/config-history';
import { deleteConfig, getConfig } from '@/lib/protocol/api/config-objects';
import { callEndpoint } from '../http/call-endpoint';
import { configParams } from './config-href';

type BodyOf<E extends { body?: z.ZodMiniType }> = z.input<NonNullable<E['body']>>;

/** Stores YAML documents, and deletes objects, as one revision. */
export function useApplyConfig() {
  return useConfigMutation((body: BodyOf<typeof applyConfig>) => callEndpoint(applyConfig, { body }));
}

/** Stores files, or with `dryRun` says what would become of them. */
export function useImportConfig() {
  return useConfigMutation((body: BodyOf<typeof importConfig>) => callEndpoint(importConfig, { body }));
}

/** Brings one object back to what it was after a revision. */
export function useRevertConfig() {
  return useConfigMutation((body: BodyOf<typeof revertConfig>) => callEndpoint(revertConfig, { body }));
}

/** Brings the whole configuration back to what it was after a revision. */
export function useRestoreConfig() {
  return useConfigMutation((body: BodyOf<typeof restoreConfig>) => callEndpoint(restoreConfig, { body }));
}

/** Deletes one object that still is of a version. */
export function useDeleteConfig() {
  return useConfigMutation(
    ({ of, version }: { of: ConfigObjectName; version: number }) =>
      callEndpoint(deleteConfig, { params: configParams(of), query: { version } }),
    // Its own page is still open, and would ask for what is gone.
    (path) => path !== getConfig.path,
  );
}

/** After a change everything that shows the configuration asks again. */
function useConfigMutation<Input, Answer>(
  change: (input: Input) => Promise<Answer>,
  asksAgain: (path: string) => boolean = () => true,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey: [path] }) =>
          typeof path === 'string' && path.startsWith('/api/config') && asksAgain(path),
      }),
  });
}
