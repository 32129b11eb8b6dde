import type * as z from 'zod/mini';
import { LEVEL_SEVERITY } from '../../mesh/log/application-log';
import type { getApplicationLogs } from '../../protocol/api/application-logs';
import type { QueryContext } from './query-context';
import { resolveSearchWindow } from './resolve-window';

type Params = z.infer<typeof getApplicationLogs.query>;

/** Lines of applications' own logs that meet all conditions. */
export async function searchApplicationLogs({ sources }: Pick<QueryContext, 'sources'>, params: Params) {
  const { namespaces, service, level, text, trace, limit, cursor } = params;
  const window = resolveSearchWindow(params, sources.now());
  const { items, nextCursor } = await sources.store.applicationLogs.searchLogs({
    ...window,
    limit,
    ...(namespaces.length === 0 ? {} : { namespaces }),
    ...(service === undefined ? {} : { service }),
    ...(level === undefined ? {} : { minSeverity: LEVEL_SEVERITY[level] }),
    ...(text === undefined ? {} : { text }),
    ...(trace === undefined ? {} : { traceId: trace.padStart(32, '0') }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  return { from: window.fromMs, to: window.toMs, lines: items, nextCursor: nextCursor ?? null };
}
