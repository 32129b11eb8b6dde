'use client';

import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { useScope } from '@/lib/client/url/use-scope';
import { type EntityRow, getEntities } from '@/lib/protocol/api/entities';

const REFRESH_MS = 5_000;
const WINDOW = 300;

/** The services in scope, those with several versions first: these are the ones to shift. */
export function useShiftable() {
  const { namespaces } = useScope();
  const query = useEndpoint(
    getEntities,
    { query: { kind: 'service', namespaces: [...namespaces], window: WINDOW } },
    { refetchMs: REFRESH_MS },
  );
  return { ...query, data: query.data === undefined ? undefined : inOrder(query.data.rows) };
}

function inOrder(rows: readonly EntityRow[]): EntityRow[] {
  return rows.toSorted(
    (a, b) =>
      b.versions.length - a.versions.length || a.name.localeCompare(b.name) || a.id.localeCompare(b.id),
  );
}
