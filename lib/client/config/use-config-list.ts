'use client';

import { useQuery } from '@tanstack/react-query';
import type { ConfigItem } from '@/lib/protocol/api/config';
import { type ConfigList, listConfig } from '@/lib/protocol/api/config-objects';
import { callEndpoint } from '../http/call-endpoint';

const PAGE = 1_000;
const MOST_PAGES = 20;
const REFRESH_MS = 5_000;

/** What a list of the configuration is narrowed by on the console's side. */
export type ConfigListQuery = {
  kind?: readonly string[];
  namespace?: readonly string[];
  label?: readonly string[];
  finding?: readonly string[];
  /** A node id: only what touches it. */
  of?: string;
};

/** Every object that fits, page after page, asked again every few seconds. */
export function useConfigList(query: ConfigListQuery, { enabled = true } = {}) {
  return useQuery({
    queryKey: [listConfig.path, query],
    queryFn: ({ signal }) => readAll(query, signal),
    refetchInterval: REFRESH_MS,
    enabled,
  });
}

async function readAll(query: ConfigListQuery, signal: AbortSignal): Promise<ConfigList> {
  const items: ConfigItem[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: ConfigList = await callEndpoint(listConfig, {
      query: { ...query, limit: PAGE, cursor: cursor ?? undefined },
      signal,
    });
    items.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) return { ...answer, items };
  }
  throw new Error(`The list has more than ${PAGE * MOST_PAGES} objects`);
}
