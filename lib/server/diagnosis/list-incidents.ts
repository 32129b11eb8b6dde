import type * as z from 'zod/mini';
import type { IncidentRecord } from '../../mesh/diagnosis/follow-incidents';
import type { getIncidents } from '../../protocol/api/diagnosis';
import type { QueryContext } from '../query/query-context';
import { resolveSearchWindow } from '../query/resolve-window';

type Params = z.infer<typeof getIncidents.query>;

/** Incidents that were open in a window, or the newest of all; open ones first on the first page. */
export async function listIncidents(
  { sources }: Pick<QueryContext, 'sources'>,
  { namespaces, limit, cursor, ...asked }: Params,
): Promise<{ incidents: IncidentRecord[]; nextCursor: string | null }> {
  const hasWindow = asked.window !== undefined || asked.from !== undefined || asked.to !== undefined;
  const { items, nextCursor } = await sources.store.incidents.listIncidents({
    limit,
    ...(namespaces.length === 0 ? {} : { namespaces }),
    ...(hasWindow ? { window: resolveSearchWindow(asked, sources.now()) } : {}),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const incidents = items.toSorted((a, b) => Number(a.state !== 'open') - Number(b.state !== 'open'));
  return { incidents, nextCursor: nextCursor ?? null };
}
