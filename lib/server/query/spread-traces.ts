import type * as z from 'zod/mini';
import type { getTracePoints } from '../../protocol/api/traces';
import type { QueryContext } from './query-context';
import { resolveSearchWindow } from './resolve-window';
import { toTraceFilter } from './search-traces';

type Params = z.infer<typeof getTracePoints.query>;
type PointsAnswer = z.infer<typeof getTracePoints.response>;

const DEFAULT_SECONDS = 3_600;
/** As many marks as a plot of a screen's width can show apart. */
const PARTS = 160;
const EACH = 3;

/** Some traces of every part of a window, for a plot that covers all of it. */
export async function spreadTraces({ sources }: QueryContext, params: Params): Promise<PointsAnswer> {
  const window = resolveSearchWindow({ ...params, window: params.window ?? DEFAULT_SECONDS }, sources.now());
  return {
    ...window,
    ...(await sources.store.traces.spreadTraces(window, toTraceFilter(params), PARTS, EACH)),
  };
}
