import type * as z from 'zod';
import type { getTraceHeat } from '../../protocol/api/traces';
import type { QueryContext } from './query-context';
import { resolveSearchWindow } from './resolve-window';
import { toTraceFilter } from './search-traces';

type Params = z.infer<typeof getTraceHeat.query>;
type HeatAnswer = z.infer<typeof getTraceHeat.response>;

const DEFAULT_SECONDS = 3_600;
const COLUMNS = 72;
const MIN_STEP_MS = 1_000;
const NOTHING_COUNTED = { cells: [], spans: 0, traces: 0, oneIn: 1, isCounted: false };

/** How long the spans that meet a search took: counts by time and by half powers of two. */
export async function countTraceHeat({ sources }: QueryContext, params: Params): Promise<HeatAnswer> {
  const window = resolveSearchWindow({ ...params, window: params.window ?? DEFAULT_SECONDS }, sources.now());
  const length = window.toMs - window.fromMs;
  const stepMs = Math.max(MIN_STEP_MS, Math.ceil(length / COLUMNS / MIN_STEP_MS) * MIN_STEP_MS);
  const filter = toTraceFilter(params);
  const shape = { fromMs: window.fromMs, toMs: window.toMs, stepMs };
  if (filter.spanset !== undefined) return { ...shape, ...NOTHING_COUNTED };
  const counts = await sources.store.traces.countDurations(window, stepMs, filter);
  return { ...shape, ...counts, isCounted: true };
}
